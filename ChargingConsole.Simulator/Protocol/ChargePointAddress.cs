namespace ChargingConsole.Simulator.Protocol;

/// <summary>Where and as whom a charge point connects.</summary>
internal sealed record ChargePointAddress(Uri CentralSystem, string ChargePointId)
{
    public string? Password { get; init; }

    public IReadOnlyList<string> Subprotocols { get; init; } = ["ocpp1.6"];

    public TimeSpan PingInterval { get; init; }

    /// <summary>OCPP-J 1.6 §3.1.1: the connection URL is the endpoint followed by the percent-encoded identity.</summary>
    public Uri Url => new($"{CentralSystem.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{Uri.EscapeDataString(ChargePointId)}{CentralSystem.Query}");
}
