using ChargingConsole.Core;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChargingConsole.Tests.Data;

/// <summary>The core as the app wires it, on a database of the test's choice and without a host.</summary>
internal sealed class CoreUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CoreUnderTest(ServiceProvider services) => _services = services;

    public static CoreUnderTest Build(DatabaseEngine engine)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddChargingCore(new ConfigurationBuilder().Build());
        services.Replace(ServiceDescriptor.Singleton(engine));
        return new CoreUnderTest(services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What the host does before it listens.</summary>
    public Task LoadAsync() => Get<LiveStateLoader>().LoadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
