namespace ChargingConsole.Benchmarks.Load;

/// <summary>
/// Charging sessions over and over: boot, status, authorize, start, one MeterValues with four samples,
/// stop. It notes what was answered, for that has to be in the database.
/// </summary>
internal sealed class SessionScript(int charger) : IScript
{
    private readonly List<ToldSession> _told = [];
    private Step _step = Step.Boot;
    private int _sequence;
    private int _cycle;
    private int _transactionId;
    private long _meter = 1000L * charger;
    private volatile bool _isFinishing;

    private enum Step
    {
        Boot,
        Status,
        Authorize,
        Start,
        Meter,
        Stop,
    }

    public IReadOnlyList<ToldSession> Told => _told;

    public void Finish() => _isFinishing = true;

    public int WriteNext(Span<byte> output)
    {
        // Only between a start and its stop is anything open.
        if (_isFinishing && _step <= Step.Start)
        {
            return 0;
        }

        _sequence++;
        return _step switch
        {
            Step.Boot => Calls.Boot(output, charger, _sequence),
            // Another word each time: one that repeats itself would not have to be written.
            Step.Status => Calls.Status(output, charger, _sequence, (_cycle & 1) == 0 ? "Preparing"u8 : "Available"u8),
            Step.Authorize => Calls.Authorize(output, charger, _sequence),
            Step.Start => Calls.Start(output, charger, _sequence, ++_meter),
            Step.Meter => Calls.Meter(output, charger, _sequence, _transactionId, _meter + 50),
            _ => Calls.Stop(output, charger, _sequence, _transactionId, _meter += 100),
        };
    }

    public bool TakeAnswer(ReadOnlySpan<byte> result)
    {
        switch (_step)
        {
            case Step.Start:
                _transactionId = ToldSession.IdIn(result);
                _told.Add(new ToldSession(_transactionId, charger, _meter));
                break;
            case Step.Meter:
                _told[^1] = _told[^1] with { Readings = _told[^1].Readings + 1 };
                break;
            case Step.Stop:
                _told[^1] = _told[^1] with { MeterStop = _meter };
                _cycle++;
                break;
        }

        _step = _step == Step.Stop ? Step.Boot : _step + 1;
        return _step != Step.Meter || _transactionId > 0;
    }
}
