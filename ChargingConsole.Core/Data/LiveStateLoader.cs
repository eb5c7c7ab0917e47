using System.Text.Json.Nodes;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.LocalLists;
using ChargingConsole.Core.Reservations;
using ChargingConsole.Core.SmartCharging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Data;

/// <summary>Brings the database up to date and live state into memory, before the first socket is accepted.</summary>
public sealed partial class LiveStateLoader(
    ChargingDatabase database,
    CommitQueue commits,
    Fleet fleet,
    TransactionBook transactions,
    IdTagBook idTags,
    UnknownIdTags unknown,
    ReservationBook reservations,
    LocalListBook localLists,
    OpenCommands open,
    CommandLedger ledger,
    FrameJournal journal,
    AuditTrail trail,
    AlertBook alerts,
    AlertRules alertRules,
    WebhookOutbox outbox,
    ConfigurationBook configuration,
    ConfigurationTemplates templates,
    SmartChargingState smartCharging,
    FirmwareFiles firmware,
    TransferBook transfers,
    TimeProvider clock,
    IOptions<ChargingOptions> options,
    ILogger<LiveStateLoader> logger)
{
    /// <summary>Migrates and loads.</summary>
    /// <exception cref="DatabaseRefusedException">The database is damaged, or a start would do it harm.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        database.Engine.Check();
        try
        {
            await MigrateAndLoadAsync(cancellationToken);
        }
        catch (Exception e) when (database.Engine.Refusal(e) is { } refusal)
        {
            throw refusal;
        }
    }

    private async Task MigrateAndLoadAsync(CancellationToken cancellationToken)
    {
        var pipeline = DatabasePipelines.StartUp(database.Engine, clock, logger);
        await pipeline.ExecuteAsync(async token => await database.Engine.MigrateAsync(token), cancellationToken);

        await using var context = database.OpenReader();
        await LoadChargePointsAsync(context, cancellationToken);
        await LoadTransactionsAsync(context, cancellationToken);
        await LoadIdTagsAsync(context, cancellationToken);
        await LoadConfigurationAsync(context, cancellationToken);
        await LoadReservationsAsync(context, cancellationToken);
        await LoadLocalListsAsync(context, cancellationToken);
        await LoadTransfersAsync(context, cancellationToken);
        await LoadCommandsAsync(context, cancellationToken);
        await smartCharging.LoadAsync(context, cancellationToken);
        journal.StartAfter(await context.Frames.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
        trail.StartAfter(await context.Audit.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
        await AlertQueries.LoadAsync(context, alerts, alertRules, outbox, cancellationToken);
        Loaded(logger, fleet.Count, transactions.OpenCount, idTags.All.Count);
    }

    private async Task LoadChargePointsAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        await foreach (var row in context.ChargePoints.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            fleet.Add(row);
        }

        await foreach (var row in context.QuirkSettings.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (fleet.Find(row.ChargePointKey) is { } chargePoint)
            {
                chargePoint.Change(row, static (state, settings) => state with { QuirkSettings = settings });
                fleet.Rename(chargePoint, row.Aliases);
            }
        }

        await foreach (var row in context.Maintenances.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            fleet.Find(row.ChargePointKey)?.Change(row, static (state, maintenance) => state with { Maintenance = maintenance });
        }

        await foreach (var row in context.Connectors.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            fleet.Find(row.ChargePointKey)?.Change(row, static (state, connector) => connector.ConnectorId == 0
                ? state with { Station = connector }
                : state.With(state.Connector(connector.ConnectorId) with { Row = connector }));
        }
    }

    private async Task LoadTransactionsAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        transactions.StartAfter(await context.Transactions.MaxAsync(row => (int?)row.Id, cancellationToken) ?? 0);
        var openRows = await context.Transactions.Where(row => row.Status != TransactionStatus.Completed).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        foreach (var row in openRows)
        {
            if (fleet.Find(row.ChargePointKey) is not { } chargePoint)
            {
                continue;
            }

            transactions.Apply(chargePoint, row);
            var reading = await context.MeterReadings
                .Where(known => known.TransactionId == row.Id)
                .OrderByDescending(known => known.Timestamp).ThenByDescending(known => known.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (reading is not null && chargePoint.State.Connector(row.ConnectorId).Transaction?.Id == row.Id)
            {
                chargePoint.Change((row.ConnectorId, reading), static (state, latest) =>
                    state.With(state.Connector(latest.ConnectorId) with { Reading = latest.reading }));
            }
        }
    }

    private async Task LoadIdTagsAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        await foreach (var tag in context.IdTags.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            idTags.Put(tag);
        }

        await IdTagQueries.RecallAsync(context, fleet, unknown, cancellationToken);

        // Only into an empty book: a tag that an operator removed stays removed.
        if (idTags.All.Count == 0)
        {
            var app = new IdTagRow { IdTag = options.Value.AppIdTag, CreatedAt = clock.GetUtcNow(), Note = "The mobile app" };
            var unit = new UnitOfWork();
            unit.Insert(app);
            await commits.CommitAsync(unit);
            idTags.Put(app);
        }
    }

    private async Task LoadConfigurationAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        await foreach (var row in context.ConfigurationKeys.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            configuration.Put(row);
        }

        await foreach (var row in context.ConfigurationTemplates.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            templates.Put(ConfigurationTemplate.From(row));
        }
    }

    private async Task LoadReservationsAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        reservations.StartAfter(await context.Reservations.MaxAsync(row => (long?)row.Key, cancellationToken) ?? 0);
        var since = clock.GetUtcNow() - ReservationBook.Remembered;
        var rows = await context.Reservations
            .Where(row => row.Status == ReservationStatus.Accepted || (row.Status == ReservationStatus.Expired && row.ExpiresAt > since))
            .ToListAsync(cancellationToken);
        rows.ForEach(reservations.Put);

        // An id that was told to a charge point and came to nothing is not given again either.
        var asked = await context.Commands.Where(row => row.Action == ReserveNowEffect.Name)
            .OrderByDescending(row => row.Id).Take(200).Select(row => row.Request).ToListAsync(cancellationToken);
        foreach (var id in asked.Select(ReservationPayload.Parse).OfType<JsonObject>().Select(ReservationPayload.Id)
            .Append(await context.Reservations.Where(row => row.ReservationId < int.MaxValue / 2).MaxAsync(row => (int?)row.ReservationId, cancellationToken)))
        {
            reservations.Taken(id ?? 0);
        }
    }

    private async Task LoadLocalListsAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        await foreach (var row in context.LocalLists.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            localLists.Load(row);
        }
    }

    private async Task LoadTransfersAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        await foreach (var row in context.FirmwareFiles.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            firmware.Put(row);
        }

        transfers.StartAfter(await context.Transfers.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
        // Those that ended lately too: a charge point may tell more of them, or try again.
        var lately = clock.GetUtcNow().AddDays(-1);
        var rows = await context.Transfers.Where(row => row.State < TransferState.Done || row.EndedAt > lately).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            transfers.Add(row, isRecorded: true).Steps = await context.TransferSteps.CountAsync(step => step.TransferId == row.Id, cancellationToken);
        }
    }

    private async Task LoadCommandsAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        ledger.StartAfter(await context.Commands.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
        var rows = await context.Commands.Where(row => row.EndedAt == null && (row.State < CommandState.Confirmed || row.State == CommandState.TimedOut)).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            if (fleet.Find(row.ChargePointKey) is not { } chargePoint)
            {
                continue;
            }

            var command = new OpenCommand(chargePoint, row);
            open.Add(command);
            var effect = row.Action switch
            {
                OpenCommands.RemoteStart => await context.Transactions.FirstOrDefaultAsync(known => known.StartCommandId == row.Id, cancellationToken),
                OpenCommands.RemoteStop => await context.Transactions.FirstOrDefaultAsync(
                    known => known.Id == row.TransactionId && known.Status == TransactionStatus.Completed, cancellationToken),
                _ => null,
            };
            if (effect is not null)
            {
                ledger.Confirm(command, effect);
            }
            else
            {
                ledger.Resume(command);
            }
        }
    }

    [LoggerMessage(EventId = 110, Level = LogLevel.Information, Message = "Loaded {ChargePoints} chargers, {Transactions} open sessions and {IdTags} id tags")]
    private static partial void Loaded(ILogger logger, int chargePoints, int transactions, int idTags);
}
