namespace ChargingConsole.Ocpp;

/// <summary>Chooses the subprotocol (OCPP-J 1.6 §3.1.2).</summary>
internal static class Subprotocol
{
    /// <summary>The one spoken here.</summary>
    public const string Ocpp16 = "ocpp1.6";

    /// <summary>The offered protocol to speak, in the charge point's own spelling; null when none of them is known.</summary>
    public static string? Choose(IEnumerable<string> offered) =>
        offered.Select(protocol => protocol.Trim()).FirstOrDefault(protocol => protocol.Equals(Ocpp16, StringComparison.OrdinalIgnoreCase));
}
