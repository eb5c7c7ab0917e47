using ChargingConsole.Core.FollowUps;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Core.Ocpp.V16;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>What every session needs, held once for all of them.</summary>
internal sealed class SessionParts(
    CallRouter router, FrameJournal journal, ILiveFeed feed, Agenda agenda, TimeProvider clock, IOptions<OcppOptions> options, IOptions<LimitOptions> limits, ILogger<ChargePointSession> logger)
{
    public CallRouter Router { get; } = router;

    public FrameJournal Journal { get; } = journal;

    public ILiveFeed Feed { get; } = feed;

    public Agenda Agenda { get; } = agenda;

    public TimeProvider Clock { get; } = clock;

    public OcppOptions Options { get; } = options.Value;

    public FramePaceRule Pace { get; } = new(limits.Value, clock);

    public ILogger Logger { get; } = logger;
}
