using ChargingConsole.Benchmarks.Load;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>Boots, and then tells another status of its connector each time it is asked to talk.</summary>
internal sealed class StatusScript(int charger) : IScript
{
    private volatile bool _isFinishing;
    private int _sequence;

    public void Finish() => _isFinishing = true;

    public int WriteNext(Span<byte> output)
    {
        if (_isFinishing)
        {
            return 0;
        }

        var sequence = ++_sequence;
        return sequence == 1 ? Calls.Boot(output, charger, sequence) : Calls.Status(output, charger, sequence, (sequence & 1) == 0 ? "Preparing"u8 : "Available"u8);
    }

    public bool TakeAnswer(ReadOnlySpan<byte> result) => true;
}
