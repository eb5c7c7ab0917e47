using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Tests.Simulator;

/// <summary>Files to download under any name, and a place to upload to, on a free loopback port.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FileServer(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>What every download gives; null for 404.</summary>
    public byte[]? File { get; set; } = [1, 2, 3];

    /// <summary>What an upload with this method is answered with.</summary>
    public ConcurrentDictionary<string, int> Statuses { get; } = new();

    public ConcurrentQueue<(string Method, string Path, string Text)> Uploads { get; } = new();

    public int Downloads { get; private set; }

    public static async Task<FileServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new FileServer(app);
        app.Run(server.TakeAsync);
        await app.StartAsync();
        server.Url = new Uri(app.Urls.Single());
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            Downloads++;
            if (File is { } file)
            {
                await context.Response.Body.WriteAsync(file);
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        Uploads.Enqueue((context.Request.Method, context.Request.Path, await reader.ReadToEndAsync()));
        context.Response.StatusCode = Statuses.GetValueOrDefault(context.Request.Method, 201);
    }
}
