using ChargingConsole.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Tests.Shared;

/// <summary>The real app on ports the system chooses, with a SQLite file of its own. Any error it logs fails the test.</summary>
public sealed class RunningConsole : IAsyncDisposable
{
    // Each test would pay for all migrations; MigrationTests and Upgrade see to those.
    private static readonly Lazy<Task<byte[]>> s_migrated = new(MigrateAsync);

    private readonly WebApplication _app;
    private readonly bool _ownsFolder;
    private readonly ErrorLog _errors;

    private RunningConsole(WebApplication app, string folder, bool ownsFolder, ErrorLog errors)
    {
        _app = app;
        Folder = folder;
        _ownsFolder = ownsFolder;
        _errors = errors;
        var (ocpp, web) = Announcement.Addresses(app.Services.GetRequiredService<IServer>(), app.Configuration);
        Ocpp = new UriBuilder(ocpp) { Scheme = "ws" }.Uri;
        OcppTls = Announcement.TlsAddress(app.Services.GetRequiredService<IServer>(), app.Configuration) is { } tls ? new UriBuilder(tls) { Scheme = "wss" }.Uri : null;
        Web = NewClient(web);
    }

    /// <summary>Where charge points connect, such as ws://127.0.0.1:41234/.</summary>
    public Uri Ocpp { get; }

    /// <summary>Where charge points connect over TLS; null unless a setting says so.</summary>
    public Uri? OcppTls { get; }

    /// <summary>A client of the web listener, from loopback and so administrator (Development).</summary>
    public HttpClient Web { get; }

    /// <summary>A client that asks before it sends a long body, if it is told to, however long the answer takes.</summary>
    public static HttpClient NewClient(Uri web, SocketsHttpHandler? handler = null)
    {
        handler ??= new SocketsHttpHandler();
        handler.Expect100ContinueTimeout = TimeSpan.FromMinutes(1);
        return new HttpClient(handler) { BaseAddress = web };
    }

    /// <summary>The folder of the database file.</summary>
    public string Folder { get; }

    /// <summary>What was logged at Error or above.</summary>
    public IReadOnlyCollection<string> Errors => _errors.Lines;

    /// <summary>Takes the errors that a test means to cause, so that they do not fail it.</summary>
    public IReadOnlyCollection<string> TakeErrors()
    {
        var taken = _errors.Lines.ToArray();
        _errors.Lines.Clear();
        return taken;
    }

    /// <summary>All that was logged at Information or above.</summary>
    public IReadOnlyCollection<string> Log => _errors.All;

    public IServiceProvider Services => _app.Services;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts the app; settings are such as <c>Ocpp:BootWaitSeconds=0</c>.</summary>
    public static async Task<RunningConsole> StartAsync(params string[] settings) => await StartOnAsync(null, null, settings);

    /// <summary>Starts the app on the data of another run, or with a last word on the services.</summary>
    public static async Task<RunningConsole> StartOnAsync(string? folder, Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        var ownsFolder = folder is null;
        if (folder is null)
        {
            folder = Directory.CreateTempSubdirectory("charging-console-").FullName;
            await File.WriteAllBytesAsync(Path.Combine(folder, "charging.db"), await s_migrated.Value);
        }

        var errors = new ErrorLog();
        string[] args =
        [
            "--environment=Development",
            "--Kestrel:Endpoints:Ocpp:Url=http://127.0.0.1:0",
            "--Kestrel:Endpoints:Web:Url=http://127.0.0.1:0",
            $"--ConnectionStrings:Charging=Data Source={Path.Combine(folder, "charging.db")}",
            .. settings.Select(setting => "--" + setting),
        ];
        var app = ConsoleHost.Build(args, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(errors);
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new RunningConsole(app, folder, ownsFolder, errors);
    }

    /// <summary>The database file of a first start, empty.</summary>
    private static async Task<byte[]> MigrateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-").FullName;
        await (await StartOnAsync(folder)).StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var file = await File.ReadAllBytesAsync(Path.Combine(folder, "charging.db"));
        Directory.Delete(folder, recursive: true);
        return file;
    }

    /// <summary>Stops the app and keeps its data, for a later start on the same folder.</summary>
    public async Task<string> StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Web.Dispose();
        return Folder;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsFolder)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }

        Assert.True(_errors.Lines.IsEmpty, string.Join('\n', _errors.Lines));
    }
}
