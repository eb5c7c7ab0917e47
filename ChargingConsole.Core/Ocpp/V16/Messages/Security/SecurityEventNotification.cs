namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Tells of something that concerns the security of the charge point (security white paper for OCPP 1.6, SecurityEventNotification.req).</summary>
public sealed record SecurityEventNotificationRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "SecurityEventNotification";

    /// <summary>The event; at most 50 characters.</summary>
    public string? Type { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>More about it; at most 255 characters.</summary>
    public string? TechInfo { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(Type, "type");
        constraints.MaxLength(Type, 50, "type");
        constraints.Required(Timestamp, "timestamp");
        constraints.MaxLength(TechInfo, 255, "techInfo");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="SecurityEventNotificationRequest"/> (security white paper for OCPP 1.6, SecurityEventNotification.conf).</summary>
public sealed record SecurityEventNotificationResponse;
