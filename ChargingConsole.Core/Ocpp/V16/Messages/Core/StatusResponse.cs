namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>
/// The shape most answers of a charge point share: a status that stays text, since charge points
/// answer with words of their own too.
/// </summary>
public sealed record StatusResponse : OcppPayload
{
    /// <summary>The status as the charge point spells it.</summary>
    public string? Status { get; init; }
}
