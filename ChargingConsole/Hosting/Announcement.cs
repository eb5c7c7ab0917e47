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
    }

    /// <summary>The addresses as bound; ports chosen by the system are told as they are.</summary>
    internal static (Uri Ocpp, Uri Web) Addresses(IServer server, IConfiguration configuration)
    {
        var bound = server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address.Replace("[::]", "0.0.0.0", StringComparison.Ordinal))).ToList();
        var names = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.Key).ToList();
        return (bound[names.IndexOf("Ocpp")], bound[names.IndexOf("Web")]);
    }

    private static string Local(Uri address, string? scheme)
    {
        var local = new UriBuilder(address) { Host = address.Host == "0.0.0.0" ? "localhost" : address.Host };
        if (scheme is not null)
        {
            local.Scheme = address.Scheme == "https" ? scheme + "s" : scheme;
        }

        return local.Uri.GetLeftPart(UriPartial.Authority);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "ChargingConsole is ready\n  Chargers   {Ocpp}/<charge point id>\n  Dashboard  {Web}\n  REST API   {Api}/api")]
    private static partial void Ready(ILogger logger, string ocpp, string web, string api);
}
