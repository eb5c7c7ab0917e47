namespace ChargingConsole.Core.Alerts;

/// <summary>Alerts and where they are sent (section <c>Alerts</c>).</summary>
public sealed class AlertOptions
{
    /// <summary>Whether the webhook may be on this machine or in a private network, and without TLS.</summary>
    public bool AllowPrivateWebhooks { get; set; }
}
