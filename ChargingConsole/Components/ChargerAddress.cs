using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components;

/// <summary>The address that a charger has to be given, as seen from where the viewer is.</summary>
public sealed class ChargerAddress(NavigationManager navigation, IConfiguration configuration)
{
    /// <summary>The WebSocket URL for an identity.</summary>
    public string Of(string chargerId) => $"{Base}/{Uri.EscapeDataString(chargerId)}";

    /// <summary>The WebSocket URL with a place to put the identity.</summary>
    public string Pattern => $"{Base}/<charger-id>";

    /// <summary>The WebSocket URL without an identity.</summary>
    public string Base
    {
        get
        {
            var bound = BindingAddress.Parse(configuration["Kestrel:Endpoints:Ocpp:Url"] is { Length: > 0 } url ? url : "http://0.0.0.0:9000");
            var scheme = bound.Scheme == "https" ? "wss" : "ws";
            // An address that means "any" is reached by the name the viewer used.
            var host = bound.Host is "0.0.0.0" or "[::]" or "*" or "+" ? new Uri(navigation.BaseUri).Host : bound.Host;
            return $"{scheme}://{host}:{bound.Port}";
        }
    }
}
