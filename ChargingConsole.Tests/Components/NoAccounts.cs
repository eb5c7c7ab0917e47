using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

/// <summary>The accounts of a database that is away.</summary>
internal sealed class NoAccounts : IServiceScopeFactory
{
    public int Asked { get; private set; }

    public IServiceScope CreateScope()
    {
        Asked++;
        throw new TimeoutException("The database is away.");
    }
}
