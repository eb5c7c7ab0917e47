using System.Diagnostics;
using System.Reflection;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Components.Health;

/// <summary>How the console itself is at this moment.</summary>
public sealed record SystemHealth
{
    /// <summary>Whether the database takes what is written.</summary>
    public required bool IsTaking { get; init; }

    /// <summary>Connected charge points.</summary>
    public required int Connected { get; init; }

    /// <summary>Open transactions.</summary>
    public required int OpenSessions { get; init; }

    /// <summary>Units of work that wait for a commit.</summary>
    public required int WaitingUnits { get; init; }

    /// <summary>Rows of the journal that wait for a commit.</summary>
    public required int WaitingFrames { get; init; }

    /// <summary>Transactions of the database since the start.</summary>
    public required long Commits { get; init; }

    /// <summary>Since the start of the process.</summary>
    public required TimeSpan Uptime { get; init; }

    /// <summary>Resident memory.</summary>
    public required long MemoryBytes { get; init; }
}

/// <summary>What runs here and with which settings. The values of secrets are hidden.</summary>
public sealed class SystemFacts(
    DatabaseCondition database,
    FrameJournal journal,
    Fleet fleet,
    TransactionBook transactions,
    TimeProvider clock,
    IServiceProvider services)
{
    /// <summary>The version of the app.</summary>
    public static string Version { get; } =
        typeof(SystemFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The settings in force, by their names in the configuration.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; } = SettingsInForce.Of(services);

    /// <summary>How it is now.</summary>
    public SystemHealth Health()
    {
        using var process = Process.GetCurrentProcess();
        return new SystemHealth
        {
            IsTaking = database.IsTaking,
            Connected = fleet.Connected,
            OpenSessions = transactions.OpenCount,
            WaitingUnits = database.Waiting,
            WaitingFrames = journal.Depth,
            Commits = database.Commits,
            Uptime = clock.GetUtcNow() - process.StartTime.ToUniversalTime(),
            MemoryBytes = process.WorkingSet64,
        };
    }
}
