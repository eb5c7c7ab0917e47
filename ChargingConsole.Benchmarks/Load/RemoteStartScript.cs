namespace ChargingConsole.Benchmarks.Load;

/// <summary>Boots and waits; a RemoteStartTransaction is accepted and followed by a session that ends at once.</summary>
internal sealed class RemoteStartScript(int charger, Action arrived) : IScript
{
    private readonly List<ToldSession> _told = [];
    private int _sequence;
    private long _meter = 1000L * charger;
    private Step _step = Step.Boot;

    private enum Step
    {
        Boot,
        Status,
        Waiting,
        Start,
        Stop,
    }

    public IReadOnlyList<ToldSession> Told => _told;

    public void Finish()
    {
        // A session that has begun ends by itself; nothing else is open.
    }

    public int WriteNext(Span<byte> output)
    {
        if (_step == Step.Waiting)
        {
            return 0;
        }

        _sequence++;
        return _step switch
        {
            Step.Boot => Calls.Boot(output, charger, _sequence),
            Step.Status => Calls.Status(output, charger, _sequence, "Available"u8),
            Step.Start => Calls.Start(output, charger, _sequence, ++_meter),
            _ => Calls.Stop(output, charger, _sequence, _told[^1].TransactionId, _meter += 100),
        };
    }

    public bool TakeAnswer(ReadOnlySpan<byte> result)
    {
        switch (_step)
        {
            case Step.Start:
                _told.Add(new ToldSession(ToldSession.IdIn(result), charger, _meter));
                break;
            case Step.Stop:
                _told[^1] = _told[^1] with { MeterStop = _meter };
                break;
        }

        _step = _step == Step.Stop ? Step.Waiting : _step + 1;
        return _step != Step.Stop || _told[^1].TransactionId > 0;
    }

    public bool TakeCall(ReadOnlySpan<byte> call)
    {
        if (call.IndexOf("\"RemoteStartTransaction\""u8) < 0 || _step != Step.Waiting)
        {
            return false;
        }

        arrived();
        _step = Step.Start;
        return true;
    }
}
