using ChargingConsole.Core.Charging;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>A charge point in memory: its identity, its present state, and what it said lately.</summary>
public sealed class ChargePoint
{
    private readonly Lock _lock = new();
    private readonly RecentTransactions _recent = new();
    private volatile ChargePointState _state;
    private long _lastHeardTicks;
    private long _quirks;
    private int _withheld;
    private long _clockSkewTicks;
    private AnswerTime? _answerTime;
    private ConnectionCut? _lastCut;
    private (int Minutes, DateTimeOffset At) _likelyOffset;

    internal ChargePoint(ChargePointRow row)
    {
        _state = new ChargePointState { Row = row };
        _quirks = row.QuirkCount;
        _lastHeardTicks = row.LastSeenAt?.UtcTicks ?? 0;
    }

    /// <summary>The row's key.</summary>
    public int Key => _state.Row.Key;

    /// <summary>The identity as first spelled.</summary>
    public string Id => _state.Row.ChargePointId;

    /// <summary>The present state.</summary>
    public ChargePointState State => _state;

    /// <summary>Whether no operator has taken it in: it waits, or is blocked.</summary>
    public bool IsWaiting => _state.Row.Registration is RegistrationStatus.Pending or RegistrationStatus.Rejected;

    /// <summary>How many of its messages were left unanswered while it waited, so that it keeps them.</summary>
    public int Withheld => Volatile.Read(ref _withheld);

    /// <summary>When a frame last came from it, UTC; null when never.</summary>
    public DateTimeOffset? LastHeardAt =>
        Volatile.Read(ref _lastHeardTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>How many of its frames deviated from the specification.</summary>
    public long Quirks => Volatile.Read(ref _quirks);

    /// <summary>How far its clock was ahead of ours when it last told a time; negative when behind. What waited in an offline queue looks behind until it is through.</summary>
    public TimeSpan ClockSkew => TimeSpan.FromTicks(Volatile.Read(ref _clockSkewTicks));

    /// <summary>How long its latest answer to a request of ours took; null before the first. Kestrel's sockets keep their pings' round trip to themselves.</summary>
    public AnswerTime? AnswerTime => Volatile.Read(ref _answerTime);

    /// <summary>The last time its connection was cut for what came on it: too much, too large or too slowly; null when never.</summary>
    public ConnectionCut? LastCut => Volatile.Read(ref _lastCut);

    /// <summary>
    /// Held while a CALL of it is handled, and while anything else changes its transactions or its row: each then
    /// sees what the one before committed.
    /// </summary>
    internal SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The last answer to it on a connection that ended, which may have been lost with it.</summary>
    internal LastAnswer? LastAnswer { get; set; }

    /// <summary>The security event it told last, by which the same one told again is known.</summary>
    internal Security.SecurityEventRow? LastSecurityEvent { get; set; }

    /// <summary>Its latest transactions, open or ended, for retries and stragglers.</summary>
    internal RecentTransactions Recent => _recent;

    internal void Heard(DateTimeOffset at) => Volatile.Write(ref _lastHeardTicks, at.UtcTicks);

    internal void Answered(TimeSpan took, DateTimeOffset at) => Volatile.Write(ref _answerTime, new AnswerTime(took, at));

    internal void WasCut(string reason, DateTimeOffset at) => Volatile.Write(ref _lastCut, new ConnectionCut(reason, at));

    internal void Told(TimeSpan skew) => Volatile.Write(ref _clockSkewTicks, skew.Ticks);

    /// <summary>Whether the same offset was seen before, at least <paramref name="apart"/> ago; else it is remembered.</summary>
    internal bool IsLikely(int minutes, DateTimeOffset at, TimeSpan apart)
    {
        if (_likelyOffset.Minutes == minutes && _likelyOffset.At != default)
        {
            return at - _likelyOffset.At >= apart;
        }

        _likelyOffset = (minutes, at);
        return false;
    }

    /// <summary>Takes an offset for times without a zone; it is written with the next look at what is to be kept.</summary>
    internal void LearnTimeOffset(int minutes) => Change(minutes, static (state, learned) => state with
    {
        QuirkSettings = (state.QuirkSettings ?? new QuirkSettings { ChargePointKey = state.Row.Key }) with { TimeOffsetMinutes = learned == 0 ? null : learned },
    });

    internal void Withhold() => Interlocked.Increment(ref _withheld);

    internal void Deviated() => Interlocked.Increment(ref _quirks);

    /// <summary>Replaces the state. Frames, operators and connections change it at once, so each change sees the last.</summary>
    internal ChargePointState Change<T>(T argument, Func<ChargePointState, T, ChargePointState> change)
    {
        lock (_lock)
        {
            return _state = change(_state, argument);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>How long an answer took.</summary>
/// <param name="Took">From the request on the wire to the answer.</param>
/// <param name="At">When it came, UTC.</param>
public sealed record AnswerTime(TimeSpan Took, DateTimeOffset At);

/// <summary>A connection that was cut.</summary>
/// <param name="Reason">For what, in English.</param>
/// <param name="At">When, UTC.</param>
public sealed record ConnectionCut(string Reason, DateTimeOffset At);

/// <summary>An answer as it went out.</summary>
/// <param name="UniqueId">The id of the CALL it answers.</param>
/// <param name="Action">The action of that CALL.</param>
/// <param name="Frame">The frame.</param>
internal sealed record LastAnswer(string UniqueId, string Action, byte[] Frame);
