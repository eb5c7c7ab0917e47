using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace ChargingConsole.Hosting;

/// <summary>The reverse proxies that are believed (section <c>Proxies</c>); nobody while none is named.</summary>
internal sealed class ProxyOptions
{
    /// <summary>Addresses and networks, such as <c>10.0.0.5</c> and <c>10.1.0.0/16</c>.</summary>
    public List<string> Known { get; set; } = [];
}

/// <summary>Takes the address and the scheme of a request from proxies that are named, and from nobody else.</summary>
internal static class Proxies
{
    public static void AddProxies(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<ProxyOptions>().BindConfiguration("Proxies")
            .Validate(options => options.Known.TrueForAll(known => IPNetwork.TryParse(known, out _) || IPAddress.TryParse(known, out _)), "Proxies:Known takes addresses (10.0.0.5) and networks (10.1.0.0/16) only.")
            .ValidateOnStart();

    /// <summary>Goes before everything that looks at an address.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var known = app.Configuration.GetSection("Proxies").Get<ProxyOptions>()?.Known ?? [];
        if (known.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var name in known)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (IPNetwork.TryParse(name, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
        }

        app.UseForwardedHeaders(options);
    }
}
