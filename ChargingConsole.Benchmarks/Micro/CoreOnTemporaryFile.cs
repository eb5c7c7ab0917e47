using ChargingConsole.Core;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>The core as the app wires it, without the app: on a SQLite file of its own.</summary>
internal sealed class CoreOnTemporaryFile : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("charging-console-micro-").FullName;
    private readonly ServiceProvider _services;

    private CoreOnTemporaryFile()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Charging", $"Data Source={Path.Combine(_folder, "charging.db")}")])
            .Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddChargingCore(configuration).BuildServiceProvider();
    }

    public static async Task<CoreOnTemporaryFile> CreateAsync()
    {
        var core = new CoreOnTemporaryFile();
        await core.Get<LiveStateLoader>().LoadAsync(CancellationToken.None);
        return core;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
