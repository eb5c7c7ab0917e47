using System.Security.Cryptography.X509Certificates;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>How a virtual charge point connects and how patient it is.</summary>
public sealed record VirtualChargePointOptions
{
    /// <summary>The central system's URL without the identity, such as ws://localhost:9000/ocpp.</summary>
    public required Uri CentralSystem { get; init; }

    /// <summary>Password for HTTP Basic authentication; none is sent when null.</summary>
    public string? Password { get; init; }

    /// <summary>Where to connect with security profile 2 or 3, such as wss://localhost:9443; null when <see cref="CentralSystem"/> is all there is.</summary>
    public Uri? SecureCentralSystem { get; init; }

    /// <summary>Whom to believe about the central system's certificate, besides installed root certificates; without either, whom the operating system believes.</summary>
    public IReadOnlyList<X509Certificate2> ServerRoots { get; init; } = [];

    /// <summary>The certificate and key to connect with by TLS until the central system has signed another; none when null.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Offered subprotocols, in order; may be empty.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = ["ocpp1.6"];

    /// <summary>Time between WebSocket pings; zero for none.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a CALL waits for its answer.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a lost connection is opened again without being asked.</summary>
    public bool Reconnect { get; init; } = true;

    /// <summary>The wait before the first attempt to reconnect; it doubles with every failure.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between attempts.</summary>
    public TimeSpan LongestReconnectDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before a transaction message without a CALLRESULT is sent again.</summary>
    public TimeSpan ResendDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a reset takes until the charge point connects again.</summary>
    public TimeSpan RebootDuration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a download, an upload and an installation take besides the transfer itself, each.</summary>
    public TimeSpan WorkDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What goes wrong, until <see cref="VirtualChargePoint.Failures"/> says otherwise.</summary>
    public ChargePointFailures Failures { get; init; }

    /// <summary>
    /// After a remote start on a free connector somebody plugs in this much later. Null: nobody does, until
    /// <see cref="VirtualChargePoint.PlugInAsync"/>; the start lapses after the configuration key ConnectionTimeOut.
    /// </summary>
    public TimeSpan? PlugInAfterRemoteStart { get; init; }

    /// <summary>The initial value of the configuration key MeterValueSampleInterval; zero sends none by itself.</summary>
    public TimeSpan MeterValueInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether <see cref="VirtualChargePoint.FrameSeen"/> is raised, which costs a text per message.</summary>
    public bool ListensToFrames { get; init; }
}
