namespace ChargingConsole.Core.Firmware;

/// <summary>
/// A transfer in memory. Its steps are taken under its own lock, so that the disk sees them in order; a step that
/// did not reach the disk is taken back, so that the charge point that repeats it is heard again.
/// </summary>
internal sealed class Transfer(TransferRow row)
{
    private TransferRow _stored = row;
    private int _storedNumber;
    private int _lastNumber;
    private int _onTheWay;
    private bool _isOnDisk;

    public Lock Lock { get; } = new();

    public TransferRow Row { get; private set; } = row;

    /// <summary>Whether it is on disk, or on its way there; before that it was only prepared for a request that may never go out.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>Whether the request it was prepared for was recorded to be sent.</summary>
    public bool IsAsked { get; set; }

    /// <summary>How many steps it has.</summary>
    public int Steps { get; set; }

    /// <summary>1 while a file is being received.</summary>
    public int Receiving;

    /// <summary>Whether all steps taken so far have reached the disk.</summary>
    public bool IsWritten => _onTheWay == 0;

    /// <summary>Changes what need not be on disk; the lock is held.</summary>
    public void Show(TransferRow row) => Row = row;

    /// <summary>Takes a row whose write is on its way; the lock is held. The number goes to <see cref="Written"/>.</summary>
    public int Take(TransferRow row)
    {
        Row = row;
        _onTheWay++;
        return ++_lastNumber;
    }

    /// <summary>Takes a row that whoever writes it tries again until it is on disk; the lock is held.</summary>
    public void Keep(TransferRow row)
    {
        Row = _stored = row;
        _storedNumber = ++_lastNumber;
    }

    /// <summary>A row that was taken has reached the disk.</summary>
    public void Written(int number, TransferRow row)
    {
        lock (Lock)
        {
            _onTheWay--;
            _isOnDisk = IsRecorded = true;
            if (number > _storedNumber)
            {
                (_stored, _storedNumber) = (row, number);
            }
        }
    }

    /// <summary>A row that was taken has not reached the disk: unless something followed it, all is as the disk has it.</summary>
    public void NotWritten(TransferRow row, bool hadStep, bool wasRecorded)
    {
        lock (Lock)
        {
            _onTheWay--;
            Steps -= hadStep ? 1 : 0;
            IsRecorded &= wasRecorded || _isOnDisk;
            if (ReferenceEquals(Row, row))
            {
                Row = _stored;
            }
        }
    }
}
