namespace ChargingConsole.Core.Alerts;

/// <summary>Where alerts are sent.</summary>
public sealed record WebhookRow
{
    /// <summary>There is one.</summary>
    public const int TheOne = 1;

    /// <summary>The row's key.</summary>
    public int Id { get; init; } = TheOne;

    /// <summary>The address.</summary>
    public required string Url { get; init; }

    /// <summary>Whether anything is sent.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The secret with which messages are signed, encrypted with the console's own key file.</summary>
    public required string ProtectedSecret { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who last changed it.</summary>
    public required string ChangedBy { get; init; }
}

/// <summary>A message to the webhook, kept until it has arrived or is given up, and for a while after.</summary>
public sealed record WebhookMessageRow
{
    /// <summary>The row's key; messages go out in this order.</summary>
    public required long Id { get; init; }

    /// <summary>By which the receiver knows a message that came before.</summary>
    public required string EventId { get; init; }

    /// <summary>What happened.</summary>
    public required string Event { get; init; }

    /// <summary>The body.</summary>
    public required string Body { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next, UTC.</summary>
    public DateTimeOffset NextAt { get; init; }

    /// <summary>When it arrived or was given up, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether it arrived.</summary>
    public bool IsDelivered { get; init; }

    /// <summary>What came of the last try.</summary>
    public string? LastOutcome { get; init; }
}
