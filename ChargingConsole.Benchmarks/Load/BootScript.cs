namespace ChargingConsole.Benchmarks.Load;

/// <summary>Boots, tells that connector 1 is free, and then either is silent or sends heartbeats.</summary>
internal sealed class BootScript(int charger, bool heartbeats) : IScript
{
    private volatile bool _isFinishing;
    private int _sequence;
    private int _answered;

    public void Finish() => _isFinishing = true;

    public int WriteNext(Span<byte> output)
    {
        if (_answered >= 2 && (_isFinishing || !heartbeats))
        {
            return 0;
        }

        _sequence++;
        return _answered switch
        {
            0 => Calls.Boot(output, charger, _sequence),
            1 => Calls.Status(output, charger, _sequence, "Available"u8),
            _ => Calls.Heartbeat(output, charger, _sequence),
        };
    }

    public bool TakeAnswer(ReadOnlySpan<byte> result)
    {
        _answered++;
        return true;
    }
}
