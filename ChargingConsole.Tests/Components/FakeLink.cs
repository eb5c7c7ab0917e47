using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ChargingConsole.Tests.Components;

/// <summary>Keeps the calls; a test answers them.</summary>
public sealed class FakeLink : IChargePointLink
{
    public ConcurrentQueue<OutboundCall> Calls { get; } = new();

    public void Send(ChargePoint chargePoint, OutboundCall call)
    {
        call.OnSent?.Invoke();
        Calls.Enqueue(call);
    }
}

/// <summary>A server that says where it listens and does nothing else.</summary>
internal sealed class BoundServer : IServer
{
    public BoundServer(params string[] addresses)
    {
        var feature = new ServerAddresses();
        foreach (var address in addresses)
        {
            feature.Addresses.Add(address);
        }

        Features.Set<IServerAddressesFeature>(feature);
    }

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private sealed class ServerAddresses : IServerAddressesFeature
    {
        public ICollection<string> Addresses { get; } = [];

        public bool PreferHostingUrls { get; set; }
    }
}
