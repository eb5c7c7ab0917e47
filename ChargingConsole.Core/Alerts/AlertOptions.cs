using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Core.Alerts;

/// <summary>Alerts and where they are sent (section <c>Alerts</c>).</summary>
public sealed class AlertOptions
{
    /// <summary>Whether the webhook may be on this machine or in a private network, and without TLS.</summary>
    public bool AllowPrivateWebhooks { get; set; }

    /// <summary>How many days a resolved alert is kept.</summary>
    [Range(1, 36_500)]
    public int RetentionDays { get; set; } = 365;
}
