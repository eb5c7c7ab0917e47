using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Reservations;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Faults;

/// <summary>The database goes away right when something is told, on a clock that runs fast.</summary>
public sealed class AwayMidwayTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("charging-console-midway-").FullName;
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly CancellationTokenSource _stopped = new();
    private FaultyEngine _engine = null!;
    private RunningConsole _console = null!;
    private Task _passing = null!;

    private ChargePoint Charger => _console.Get<Fleet>().Find("CP1")!;

    public async ValueTask InitializeAsync()
    {
        _engine = new FaultyEngine(new SqliteEngine($"Data Source={Path.Combine(_folder, "charging.db")}"));
        _console = await RunningConsole.StartOnAsync(_folder, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<DatabaseEngine>(_engine));
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
        });
        _passing = PassTimeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _passing;
        await _console.DisposeAsync();
        _engine.Dispose();
        _stopped.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_cancelled_reservation_stays_cancelled_when_its_making_is_still_on_the_way_to_the_disk()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var expiry = _clock.GetUtcNow().AddHours(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var reserve = await RecordAsync("ReserveNow", $$"""{"connectorId":1,"expiryDate":"{{expiry}}","idTag":"APP_USER","reservationId":7}""");
        var cancel = await RecordAsync("CancelReservation", """{"reservationId":7}""");
        var ledger = _console.Get<CommandLedger>();

        _engine.Hold();
        var reserved = ledger.Answered(reserve, Accepted());
        var cancelled = ledger.Answered(cancel, Accepted());
        Assert.False(reserved.IsCompleted || cancelled.IsCompleted);
        _engine.Release();
        await reserved;
        await cancelled;

        Assert.Empty(_console.Get<ReservationBook>().Standing);
        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        Assert.Equal(ReservationStatus.Cancelled, (await context.Reservations.SingleAsync(TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task The_end_of_a_command_that_changes_nothing_else_reaches_the_disk_once_that_is_back()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var command = await RecordAsync("ClearCache", "{}");

        _engine.Fail(FaultPoint.Begin);
        await _console.Get<CommandLedger>().Answered(command, Accepted());
        await Until.TrueAsync(() => _console.Log.Any(line => line.Contains("could not be written", StringComparison.Ordinal)), "the step is not written");
        Assert.Contains(command, _console.Get<OpenCommands>().Of(Charger));
        _engine.Recover();

        await Until.TrueAsync(() => _console.Get<OpenCommands>().Of(Charger).Count == 0, "the end is on disk");
        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        Assert.Equal(CommandState.Confirmed, (await context.Commands.SingleAsync(row => row.Id == command.Row.Id, TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task A_status_of_a_transfer_is_not_taken_for_a_repetition_of_one_that_was_lost()
    {
        await using var charger = await BootAsync("1.0");
        await UpdateAsync(charger);
        var log = _console.Get<TransferLog>();

        _engine.Fail(FaultPoint.Begin);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(InstalledAsync);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(InstalledAsync);
        Assert.Equal(TransferState.Accepted, _console.Get<TransferBook>().Recent(Charger)[0].State);
        await BackAsync();
        await InstalledAsync();
        await InstalledAsync();

        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        var row = await context.Transfers.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TransferState.Installed, row.State);
        Assert.Equal(1, await context.TransferSteps.CountAsync(step => step.Status == "Installed", TestContext.Current.CancellationToken));

        async Task InstalledAsync() => await log.ToldAsync(Charger, TransferKind.Firmware, "Installed", null, _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_boot_that_proves_an_update_while_the_database_is_away_still_proves_it_afterwards()
    {
        await using var charger = await BootAsync("1.0");
        await UpdateAsync(charger);

        _engine.Fail(FaultPoint.Begin);
        await charger.CallAsync("BootNotification", """{"chargePointVendor":"Vendor","chargePointModel":"Model","firmwareVersion":"2.0"}""");
        Assert.Equal(TransferState.Accepted, _console.Get<TransferBook>().Recent(Charger)[0].State);
        await BackAsync();
        await _console.Services.GetServices<IHostedService>().OfType<TransferCare>().Single().SweepAsync(TestContext.Current.CancellationToken);

        await using var context = _console.Get<ChargingDatabase>().OpenReader();
        var row = await context.Transfers.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((TransferState.Done, "2.0"), (row.State, row.VersionAfter));
    }

    [Fact]
    public async Task A_request_that_was_only_prepared_is_no_transfer_when_the_charger_says_it_is_idle_or_busy()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        _console.Get<CommandEffects>().Prepare(Charger, "GetDiagnostics", """{"location":"ftp://127.0.0.1/x"}""");

        await charger.CallAsync("DiagnosticsStatusNotification", """{"status":"Idle"}""");
        Assert.Empty(_console.Get<TransferBook>().Recent(Charger));
        await charger.CallAsync("DiagnosticsStatusNotification", """{"status":"Uploading"}""");
        Assert.Null(Assert.Single(_console.Get<TransferBook>().Recent(Charger)).Location);
    }

    [Fact]
    public void A_reservation_that_is_being_used_is_not_ended_by_the_clock_and_one_that_was_not_used_after_all_is()
    {
        var book = _console.Get<ReservationBook>();
        var row = new ReservationRow
        {
            Key = 1,
            ReservationId = 1,
            ChargePointKey = 1,
            ConnectorId = 1,
            IdTag = "APP_USER",
            ExpiresAt = _clock.GetUtcNow().AddHours(1),
            Status = ReservationStatus.Accepted,
            CreatedAt = _clock.GetUtcNow(),
        };
        book.Put(row);

        book.Claim(row);
        Assert.Null(book.End(row, () => Task.CompletedTask));
        book.Release(row);
        Assert.NotNull(book.End(row, () => Task.CompletedTask));
        book.Claim(row);
        Assert.False(book.PutEnd(row, row with { Status = ReservationStatus.Expired }));
        book.Put(row with { ExpiresAt = row.ExpiresAt.AddHours(1) });
        Assert.Null(book.End(row, () => Task.CompletedTask));
    }

    private static CallOutcome Accepted() => new(CallOutcomeKind.Result, """{"status":"Accepted"}""");

    private async Task<RawCharger> BootAsync(string version)
    {
        var charger = await RawCharger.ConnectAsync(_console.Ocpp, "CP1");
        await charger.CallAsync("BootNotification", $$"""{"chargePointVendor":"Vendor","chargePointModel":"Model","firmwareVersion":"{{version}}"}""");
        return charger;
    }

    private async Task UpdateAsync(RawCharger charger)
    {
        var asked = _console.Get<CommandDesk>().SendAsync("CP1", "UpdateFirmware", """{"location":"http://127.0.0.1/f.bin","retrieveDate":"2026-01-01T00:00:00Z"}""", "test");
        var (id, _) = await charger.ExpectCallAsync("UpdateFirmware");
        await charger.AnswerAsync(id, "{}");
        Assert.True((await asked).IsAccepted);
    }

    private async Task<OpenCommand> RecordAsync(string action, string request)
    {
        var ledger = _console.Get<CommandLedger>();
        var row = CommandSubject.Fill(new CommandRow
        {
            Id = ledger.NextId(),
            ChargePointKey = Charger.Key,
            Action = action,
            RequestedBy = "test",
            RequestedAt = _clock.GetUtcNow(),
            State = CommandState.Requested,
            Request = request,
        });
        var command = new OpenCommand(Charger, row);
        _console.Get<OpenCommands>().Add(command);
        await ledger.RecordAsync(command, "test");
        return command;
    }

    /// <summary>The database is back, and the circuit knows it.</summary>
    private async Task BackAsync()
    {
        _engine.Recover();
        while (!await ProbeAsync())
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> ProbeAsync()
    {
        var unit = new UnitOfWork();
        unit.Upsert(new IdTagRow { IdTag = "PROBE", CreatedAt = _clock.GetUtcNow() });
        try
        {
            await _console.Get<CommitQueue>().CommitAsync(unit);
            return true;
        }
        catch (DatabaseUnavailableException)
        {
            return false;
        }
    }

    private async Task PassTimeAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10, CancellationToken.None);
        }
    }
}
