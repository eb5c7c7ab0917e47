using ChargingConsole.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting.Server;

namespace ChargingConsole.Components;

/// <summary>The address that a charger has to be given, as seen from where the viewer is.</summary>
public sealed class ChargerAddress(NavigationManager navigation, IServer server, IConfiguration configuration)
{
    /// <summary>The WebSocket URL without an identity.</summary>
    public string Base { get; } = Find(Announcement.Addresses(server, configuration).Ocpp, new Uri(navigation.BaseUri));

    /// <summary>The WebSocket URL over TLS without an identity; null where the app does not listen so.</summary>
    public string? Tls { get; } = Announcement.TlsAddress(server, configuration) is { } tls ? Find(tls, new Uri(navigation.BaseUri)) : null;

    /// <summary>The WebSocket URL for an identity.</summary>
    public string Of(string chargerId) => $"{Base}/{Uri.EscapeDataString(chargerId)}";

    /// <summary>The WebSocket URL with a place to put the identity.</summary>
    public string Pattern => $"{Base}/<charger-id>";

    /// <summary>What connects three virtual chargers.</summary>
    public string SimulatorCommand => $"dotnet run --project ChargingConsole.Simulator -- --url {Base} --chargers 3";

    /// <summary>The WebSocket URL for an identity, over TLS if there is one and it is wanted.</summary>
    public string Of(string chargerId, bool overTls) => overTls && Tls is { } tls ? $"{tls}/{Uri.EscapeDataString(chargerId)}" : Of(chargerId);

    // An address that means "any" is reached by the name the viewer used.
    private static string Find(Uri bound, Uri viewed) =>
        $"{(bound.Scheme == "https" ? "wss" : "ws")}://{(bound.Host is "0.0.0.0" or "[::]" ? viewed.Host : bound.Host)}:{bound.Port}";
}
