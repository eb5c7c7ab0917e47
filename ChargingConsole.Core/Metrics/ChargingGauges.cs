using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using Microsoft.Extensions.Hosting;

namespace ChargingConsole.Core.Metrics;

/// <summary>Offers what is read off the parts when somebody asks, so that the parts need not tell.</summary>
internal sealed class ChargingGauges(
    ChargingMeter meter, Fleet fleet, TransactionBook transactions, CommitQueue commits, FrameJournal journal, DatabaseEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meter.Observe("charging.chargers.connected", "{charger}", "Chargers connected", () => fleet.Connected);
        meter.Observe("charging.chargers.known", "{charger}", "Chargers known", () => fleet.Count);
        meter.Observe("charging.sessions.open", "{session}", "Charging sessions that have not ended", () => transactions.OpenCount);
        meter.Observe("charging.commit.queue.depth", "{unit}", "Units of work that wait for a commit", () => commits.Depth);
        meter.Observe("charging.journal.queue.depth", "{frame}", "Frames that wait for the disk", () => journal.Depth);
        meter.Observe("charging.database.available", "{yes}", "1 while the database takes what is written", () => commits.IsTaking ? 1 : 0);
        meter.Observe("charging.database.size", "By", "The database file with its write-ahead log; unknown for a server", () => engine.SizeBytes);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
