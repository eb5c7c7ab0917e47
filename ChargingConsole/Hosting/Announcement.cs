using ChargingConsole.Core.Firmware;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChargingConsole.Hosting;

/// <summary>Says where everything is, once it is there.</summary>
internal sealed partial class Announcement(IServer server, IConfiguration configuration, PublicAddress address, IHostApplicationLifetime lifetime, ILogger<Announcement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var (ocpp, web) = Addresses(server, configuration);
        address.Listening = web;
        Ready(logger, Local(ocpp, "ws"), Local(web, null), Local(web, null));
        if (TlsAddress(server, configuration) is { } tls)
        {
            TlsReady(logger, Local(tls, "ws"));
        }
    }

    /// <summary>Where chargers come in over TLS; null when they cannot.</summary>
    internal static Uri? TlsAddress(IServer server, IConfiguration configuration)
    {
        var (bound, names) = Bound(server, configuration);
        return names.IndexOf("OcppTls") is >= 0 and var index ? bound[index] : null;
    }

    /// <summary>The addresses as bound; ports chosen by the system are told as they are.</summary>
    internal static (Uri Ocpp, Uri Web) Addresses(IServer server, IConfiguration configuration)
    {
        var (bound, names) = Bound(server, configuration);
        return (bound[names.IndexOf("Ocpp")], bound[names.IndexOf("Web")]);
    }

    private static (List<Uri> Bound, List<string> Names) Bound(IServer server, IConfiguration configuration) => (
        [.. server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address.Replace("[::]", "0.0.0.0", StringComparison.Ordinal)))],
        [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.Key)]);

    private static string Local(Uri address, string? scheme)
    {
        var local = new UriBuilder(address) { Host = address.Host == "0.0.0.0" ? "localhost" : address.Host };
        if (scheme is not null)
        {
            local.Scheme = address.Scheme == "https" ? scheme + "s" : scheme;
        }

        return local.Uri.GetLeftPart(UriPartial.Authority);
    }

    [LoggerMessage(EventId = 8, Level = LogLevel.Information, Message = "  Chargers over TLS   {Ocpp}/<charge point id>")]
    private static partial void TlsReady(ILogger logger, string ocpp);

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "ChargingConsole is ready\n  Chargers   {Ocpp}/<charge point id>\n  Dashboard  {Web}\n  REST API   {Api}/api")]
    private static partial void Ready(ILogger logger, string ocpp, string web, string api);
}
