using System.Net.Http.Json;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChargingConsole.Tests.Faults;

/// <summary>
/// A database as the first release left it, filled with that release's own columns: today's app takes
/// it over and shows the same. Its SQL never changes, whatever migrations come after.
/// </summary>
public sealed class Upgrade
{
    private const string Data = """
        INSERT INTO ChargePoints (Key, ChargePointId, CreatedAt, Registration, Vendor, Model, SerialNumber, FirmwareVersion, LastBootAt, LastSeenAt, Name, Location, Latitude, Longitude, ConnectorType, MaxPowerKw, PricePerKwh, Currency, NumberOfConnectors, QuirkCount)
            VALUES (1, 'OLD-1', 1767225600000, 1, 'Vendor', 'Model', 'S1', '1.0', 1767225601000, 1767225602123, 'By the door', 'Berlin', 52.5, 13.4, 'Type2', 22, 0.45, 'EUR', 2, 7),
                   (2, 'Old-2', 1767225600000, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0);
        INSERT INTO Connectors (ChargePointKey, ConnectorId, Status, ErrorCode, Since) VALUES (1, 0, 1, NULL, 1767225600000), (1, 1, 3, NULL, 1767225600000), (1, 2, 1, NULL, NULL);
        INSERT INTO IdTags (IdTag, ParentIdTag, Status, ExpiresAt, MaxActiveTransactions, Note, CreatedAt)
            VALUES ('APP_USER', NULL, 'Accepted', NULL, NULL, 'The mobile app', 1767225600000), ('Card', 'FLEET', 'Blocked', 1893456000000, 1, 'Lost', 1767225600000);
        INSERT INTO Transactions (Id, ChargePointKey, ConnectorId, IdTag, StartTime, ReportedStart, StartReceivedAt, MeterStart, Status, Authorization, StopTime, StopReceivedAt, MeterStop, StopReason, EnergyWh, Estimated)
            VALUES (41, 1, 1, 'APP_USER', 1767225600000, 1767225600000, 1767225600500, 1000, 3, 'Accepted', 1767229200000, 1767229200500, 8000, 'Local', 7000, 0),
                   (42, 1, 1, 'APP_USER', 1767229300000, 1767229300000, 1767229300500, 8000, @active, 'Accepted', NULL, NULL, NULL, NULL, NULL, 0);
        INSERT INTO MeterReadings (ChargePointKey, ConnectorId, TransactionId, Timestamp, EnergyWh, PowerW, SocPercent)
            VALUES (1, 1, 41, 1767227400000, 4500, 7000, NULL), (1, 1, 42, 1767229400000, 8100, 11000, 55);
        INSERT INTO OrphanStops (ChargePointKey, TransactionId, IdTag, MeterStop, Timestamp, ReceivedAt, Reason) VALUES (2, 9999, NULL, 5, 1767225600000, 1767225600000, 'Local');
        INSERT INTO Commands (Id, ChargePointKey, Action, ConnectorId, RequestedBy, RequestedAt, EndedAt, State, Request) VALUES (7, 1, 'Reset', NULL, 'operator', 1767225600000, 1767225601000, @confirmed, '{}');
        INSERT INTO Frames (Id, Timestamp, ChargePointKey, Direction, Kind, UniqueId, Action, Payload, Flags)
            VALUES (1767225600000000, 1767225600000, 1, 0, @call, 'm1', 'Heartbeat', '{}', 0);
        """;

    [Fact]
    public async Task The_first_releases_database_with_its_data_is_taken_over()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-upgrade-").FullName;
        await CreateOldAsync(folder);

        await using (var console = await RunningConsole.StartOnAsync(folder))
        {
            await using var context = console.Get<ChargingDatabase>().OpenReader();
            Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
            Assert.Equal((2, 3, 2, 2, 1, 2, 1), (
                await context.ChargePoints.CountAsync(TestContext.Current.CancellationToken), await context.Connectors.CountAsync(TestContext.Current.CancellationToken),
                await context.Transactions.CountAsync(TestContext.Current.CancellationToken), await context.MeterReadings.CountAsync(TestContext.Current.CancellationToken),
                await context.OrphanStops.CountAsync(TestContext.Current.CancellationToken), await context.IdTags.CountAsync(TestContext.Current.CancellationToken),
                await context.Commands.CountAsync(TestContext.Current.CancellationToken)));

            var charger = console.Get<Fleet>().Find("old-1")!.State;
            Assert.Equal(("By the door", 0.45, "EUR", 7L), (charger.Row.Name, charger.Row.PricePerKwh, charger.Row.Currency, charger.Row.QuirkCount));
            Assert.Equal((42, 8100d), (charger.Connector(1).Transaction!.Id, charger.Connector(1).Reading!.EnergyWh));
            Assert.Equal("Blocked", console.Get<IdTagBook>().Find("card")!.Status);
            Assert.Equal(7000, (await context.Transactions.SingleAsync(row => row.Id == 41, TestContext.Current.CancellationToken)).EnergyWh);
            Assert.Equal(JsonValueKind.Object, (await console.Web.GetFromJsonAsync<JsonElement>("api/sessions/41", TestContext.Current.CancellationToken)).ValueKind);

            // And life goes on with it: the old session ends, and a new one begins with the next id.
            await using var wire = await RawCharger.BootAsync(console.Ocpp, "OLD-1", 1);
            await wire.CallAsync("StopTransaction", """{"transactionId":42,"meterStop":9000,"timestamp":"2026-01-01T02:00:00Z"}""");
            var start = await wire.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"APP_USER","meterStart":9000,"timestamp":"2026-01-01T03:00:00Z"}""");
            Assert.Equal(43, start.GetProperty("transactionId").GetInt32());
            Assert.Equal(1000, (await context.Transactions.SingleAsync(row => row.Id == 42, TestContext.Current.CancellationToken)).EnergyWh);
            TestContext.Current.TestOutputHelper?.WriteLine($"From Initial over {context.Database.GetMigrations().Count() - 1} later migrations: 14 rows kept, session 42 ended, 43 begun");
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task CreateOldAsync(string folder)
    {
        var engine = new SqliteEngine($"Data Source={Path.Combine(folder, "charging.db")}");
        await using var context = engine.CreateContext();
        await context.GetService<IMigrator>().MigrateAsync("Initial", TestContext.Current.CancellationToken);
        Assert.Single(await context.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = (SqliteCommand)context.Database.GetDbConnection().CreateCommand();
        command.CommandText = Data;
        command.Parameters.AddWithValue("@active", (int)TransactionStatus.Active);
        command.Parameters.AddWithValue("@confirmed", (int)CommandState.Confirmed);
        command.Parameters.AddWithValue("@call", (int)Core.Ocpp.Frames.FrameKind.Call);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
