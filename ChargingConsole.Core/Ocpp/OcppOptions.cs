using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Core.Ocpp;

/// <summary>How the central system speaks OCPP (section <c>Ocpp</c>).</summary>
public sealed class OcppOptions
{
    /// <summary>What becomes of a charge point that nobody made known.</summary>
    public UnknownChargePoints UnknownChargers { get; set; } = UnknownChargePoints.Accept;

    /// <summary>After how long a charge point that waits for an operator boots again by itself, in seconds.</summary>
    [Range(10, 86400)]
    public int PendingRetrySeconds { get; set; } = 300;

    /// <summary>The heartbeat interval told in the answer to BootNotification, in seconds.</summary>
    [Range(10, 86400)]
    public int HeartbeatSeconds { get; set; } = 7200;

    /// <summary>How long a charge point may take to answer, in seconds.</summary>
    [Range(1, 600)]
    public double CallTimeoutSeconds { get; set; } = 30;

    /// <summary>How long a charge point may take for DataTransfer, GetConfiguration, SendLocalList and GetDiagnostics, which some do slowly, in seconds.</summary>
    [Range(1, 600)]
    public double SlowCallTimeoutSeconds { get; set; } = 90;

    /// <summary>The largest message taken from a charge point, in bytes.</summary>
    [Range(4096, 64 * 1024 * 1024)]
    public int MaxFrameBytes { get; set; } = 1024 * 1024;

    /// <summary>How often a WebSocket ping goes out, in seconds.</summary>
    [Range(5, 3600)]
    public int PingSeconds { get; set; } = 30;

    /// <summary>After how much silence a connection is given up, in seconds; never less than three heartbeats.</summary>
    [Range(600, 7 * 86400)]
    public int IdleSeconds { get; set; } = 600;

    /// <summary>How long calls wait for a BootNotification on a new connection before they go out all the same, in seconds.</summary>
    [Range(0, 60)]
    public double BootWaitSeconds { get; set; } = 10;

    /// <summary>How long after a connection a charge point is asked for what it did not tell by itself (boot, status), in seconds; 0 for never.</summary>
    [Range(0, 300)]
    public int SettleSeconds { get; set; } = 15;

    /// <summary>After how many unanswered requests in a row a charge point is shown as unresponsive.</summary>
    [Range(1, 100)]
    public int UnresponsiveAfter { get; set; } = 3;

    /// <summary>The highest connector id that is believed.</summary>
    [Range(1, 1000)]
    public int MaxConnectors { get; set; } = 16;

    /// <summary>
    /// Whether a charge point whose URL ends in something unknown is looked for by the segments before, for those that
    /// append a serial number. Off, since a prefix of the URL may be another charge point's name.
    /// </summary>
    public bool TryEarlierSegments { get; set; }

    /// <summary>The lowest security profile of the white paper that any charge point may come with: 0 open, 1 password, 2 TLS and password, 3 TLS and client certificate.</summary>
    [Range(0, 3)]
    public int MinimumSecurityProfile { get; set; }

    /// <summary>Whether TLS ends at a proxy in front of the charge points' plain listener, so that whatever comes there counts as having come over TLS.</summary>
    public bool TlsEndsAtProxy { get; set; }

    /// <summary>Whether a charge point may connect without naming a subprotocol.</summary>
    public bool AllowNoSubprotocol { get; set; } = true;
}

/// <summary>What becomes of a charge point that nobody made known.</summary>
public enum UnknownChargePoints
{
    /// <summary>It is taken in.</summary>
    Accept,
    /// <summary>It waits for an operator (BootNotification answers Pending).</summary>
    Pending,
    /// <summary>Its connection is refused.</summary>
    Reject,
}
