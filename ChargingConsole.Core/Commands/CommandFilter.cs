namespace ChargingConsole.Core.Commands;

/// <summary>Which commands to read; what is null does not matter.</summary>
public sealed record CommandFilter
{
    /// <summary>Of this charge point.</summary>
    public int? ChargePointKey { get; init; }

    /// <summary>Of one of these charge points.</summary>
    public IReadOnlyList<int>? ChargePointKeys { get; init; }

    /// <summary>Of this OCPP action, in the specification's spelling.</summary>
    public string? Action { get; init; }

    /// <summary>Standing here by the record.</summary>
    public CommandState? State { get; init; }
}
