using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.LocalLists;
using ChargingConsole.Core.Reservations;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Data;

/// <summary>What is promised of rows, on every database.</summary>
public sealed class PersistenceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_database_is_made_from_nothing_and_stays_as_it_is_when_migrated_again(DatabaseProvider provider)
    {
        await using var database = TestDatabase.New(provider);
        await database.Engine.MigrateAsync(Token);
        await database.InsertAsync(Rows.IdTag("KEPT"));

        await database.Engine.MigrateAsync(Token);

        await using var context = database.Database.OpenReader();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Token));
        Assert.Equal("KEPT", (await context.IdTags.SingleAsync(Token)).IdTag);
        Assert.Empty(await context.Frames.ToListAsync(Token));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Every_kind_of_row_comes_back_as_it_was_written(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var chargePoint = Rows.ChargePoint(1, "Bürgerplatz/1 ☀") with { Latitude = 52.5, PricePerKwh = 0.39, Currency = "EUR", LastBootAt = Rows.Noon, QuirkCount = 7 };
        var connector = Rows.Connector(1, 2) with { RawStatus = "Occupied", ErrorCode = "EVCommunicationError" };
        var transaction = Rows.Transaction(3) with { Status = TransactionStatus.Completed, StopTime = Rows.Noon.AddHours(1), MeterStop = long.MaxValue, Estimated = true, StartCommandId = 9 };
        var reading = Rows.Reading(3, 1234.5) with { SocPercent = 80, OtherSamples = """[{"value":"1"}]""" };
        var orphan = Rows.OrphanStop(1, long.MinValue) with { Reason = "Local" };
        var tag = Rows.IdTag("TAG") with { ParentIdTag = "GROUP", ExpiresAt = Rows.Noon, MaxActiveTransactions = 1, Chargers = "CP1\nCP2" };
        var reservation = Rows.Reservation(6) with { Status = ReservationStatus.Used, EndedAt = Rows.Noon, TransactionId = 3, ParentIdTag = "GROUP" };
        var localList = new LocalListRow { ChargePointKey = 1, Version = 5, Entries = "[]", ChargerVersion = -1, LastStatus = "Failed", LastAt = Rows.Noon, IsUncertain = true };
        var command = Rows.Command(4) with { SentAt = Rows.Noon, Answer = "{}" };
        var frame = Rows.Frame(5, "{\"text\":\"Größe 🚗\"}") with { LatencyMicroseconds = 12, CallId = 3 };

        await database.InsertAsync(chargePoint, connector, transaction, reading, orphan, tag, reservation, localList, command, frame);

        Assert.Equal(chargePoint, Assert.Single(await database.RowsAsync<ChargePointRow>()));
        Assert.Equal(connector, Assert.Single(await database.RowsAsync<ConnectorRow>()));
        Assert.Equal(transaction, Assert.Single(await database.RowsAsync<TransactionRow>()));
        var read = Assert.Single(await database.RowsAsync<MeterReadingRow>());
        Assert.Equal(reading with { Id = read.Id }, read);
        var readOrphan = Assert.Single(await database.RowsAsync<OrphanStopRow>());
        Assert.Equal(orphan with { Id = readOrphan.Id }, readOrphan);
        Assert.Equal(tag, Assert.Single(await database.RowsAsync<IdTagRow>()));
        Assert.Equal(reservation, Assert.Single(await database.RowsAsync<ReservationRow>()));
        Assert.Equal(localList, Assert.Single(await database.RowsAsync<LocalListRow>()));
        Assert.Equal(command, Assert.Single(await database.RowsAsync<Core.Commands.CommandRow>()));
        Assert.Equal(frame, Assert.Single(await database.RowsAsync<ExchangeRow>()).Frame());
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Times_survive_to_the_millisecond_whatever_their_offset(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var exact = Rows.Noon.ToOffset(TimeSpan.FromHours(2));
        var finer = Rows.Noon.AddTicks(4567);
        await database.InsertAsync(Rows.Transaction(1) with { StartTime = exact }, Rows.Transaction(2) with { StartTime = finer });

        var rows = await database.RowsAsync<TransactionRow>();

        Assert.Equal(exact, rows.Single(row => row.Id == 1).StartTime);
        Assert.InRange((rows.Single(row => row.Id == 2).StartTime - finer).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_second_start_with_the_same_key_is_refused_and_the_first_is_found_by_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await using var queue = database.OpenQueue();
        var first = Rows.Transaction(1) with { MeterStart = 500, StartTime = Rows.Noon.AddTicks(4567) };
        var again = first with { Id = 2, IdTag = "tag", StartReceivedAt = Rows.Noon.AddMinutes(5) };
        await queue.CommitAsync(Units.Insert(first));

        await Assert.ThrowsAsync<CommitConflictException>(() => queue.CommitAsync(Units.Insert(again)));

        Assert.Equal(1, (await new TransactionLookup(database.Database).FindAsync(again))?.Id);
        Assert.Null(await new TransactionLookup(database.Database).FindAsync(again with { MeterStart = 501 }));
        Assert.Null(await new TransactionLookup(database.Database).FindAsync(chargePointKey: 2, id: 1));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task An_orphan_stop_is_known_by_what_it_told(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var nameless = Rows.OrphanStop(1, 9) with { TransactionId = null };
        await database.InsertAsync(nameless);
        var lookup = new TransactionLookup(database.Database);

        Assert.True(await lookup.IsKnownAsync(nameless with { ReceivedAt = Rows.Noon.AddDays(1) }));
        Assert.False(await lookup.IsKnownAsync(nameless with { TransactionId = 9 }));
        Assert.False(await lookup.IsKnownAsync(nameless with { ChargePointKey = 2 }));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Identities_and_tags_are_the_same_whatever_their_case(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(Rows.ChargePoint(1, "Depot-1"), Rows.IdTag("Card-A"), Rows.Transaction(1, idTag: "Card-A"));
        await using var queue = database.OpenQueue();

        await Assert.ThrowsAsync<CommitConflictException>(() => queue.CommitAsync(Units.Insert(Rows.ChargePoint(2, "DEPOT-1"))));
        await Assert.ThrowsAsync<CommitConflictException>(() => queue.CommitAsync(Units.Insert(Rows.IdTag("CARD-a"))));
        await queue.CommitAsync(Units.Update(Rows.IdTag("card-a") with { Note = "found" }));

        var tag = Assert.Single(await database.RowsAsync<IdTagRow>());
        Assert.Equal(("Card-A", "found"), (tag.IdTag, tag.Note));
        Assert.Single(await database.RowsAsync<ChargePointRow>());
        var sessions = new SessionQueries(database.Database, new Fleet(), new TransactionBook(), new Core.Commands.OpenCommands());
        Assert.Single(await sessions.ListAsync(new SessionFilter { IdTag = "cArD-a" }, Token));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_text_that_is_too_long_for_its_column_is_cut_and_harms_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var wordy = Rows.Frame(1) with { ErrorCode = new string('x', 5000), ErrorDescription = new string('y', 5000) };

        await database.InsertAsync(wordy, Rows.Frame(2));

        var rows = (await database.RowsAsync<ExchangeRow>()).ConvertAll(row => row.Frame());
        Assert.Equal(2, rows.Count);
        Assert.Equal(wordy with { ErrorCode = new string('x', 255) }, rows.Single(row => row.Id == wordy.Id));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Pages_of_sessions_give_every_row_once_also_where_they_began_at_the_same_time(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var fleet = new Fleet();
        fleet.Add(Rows.ChargePoint(1));
        // Ids that do not follow the time, and six starts at one instant.
        var rows = Enumerable.Range(1, 23).Select(id => Rows.Transaction(id) with { StartTime = id is >= 7 and <= 12 ? Rows.Noon : Rows.Noon.AddMinutes(id * 7 % 23) }).ToArray<object>();
        await database.InsertAsync(rows);
        var sessions = new SessionQueries(database.Database, fleet, new TransactionBook(), new Core.Commands.OpenCommands());

        var seen = new List<SessionView>();
        int? before = null;
        IReadOnlyList<SessionView> page;
        while ((page = await sessions.ListAsync(new SessionFilter { ChargePointId = "cp01", Limit = 4, Before = before }, Token)).Count > 0)
        {
            Assert.True(seen.Count < 23, "The pages do not end.");
            seen.AddRange(page);
            before = page[^1].TransactionId;
        }

        var expected = rows.Cast<TransactionRow>().OrderByDescending(row => row.StartTime).ThenByDescending(row => row.Id).Select(row => row.Id);
        Assert.Equal(expected, seen.Select(session => session.TransactionId));
    }
}
