using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargingConsole.Tests.Data.SqlServer;

/// <summary>The app's own query classes on SQL Server's provider; each statement has to parse as Transact-SQL.</summary>
public sealed class SqlServerQueryTests
{
    private readonly RecordingSqlServer _server = new();
    private readonly Fleet _fleet = new();
    private readonly TransactionBook _transactions = new();
    private readonly OpenCommands _commands = new();
    private readonly ChargingDatabase _database;
    private readonly ChargePoint _chargePoint;

    public SqlServerQueryTests()
    {
        _database = new ChargingDatabase(_server);
        _chargePoint = _fleet.Add(Rows.ChargePoint(1));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, FrameFilter> JournalFilters => new()
    {
        { "none", new FrameFilter() },
        { "charge point", new FrameFilter { ChargePointKey = 1 } },
        { "action", new FrameFilter { Action = "Heartbeat" } },
        { "direction", new FrameFilter { Direction = FrameDirection.Out } },
        { "kind", new FrameFilter { Kind = FrameKind.Result } },
        { "errors", new FrameFilter { ErrorsOnly = true } },
        { "flagged", new FrameFilter { FlaggedOnly = true } },
        { "latency", new FrameFilter { LatencyOverMs = 250 } },
        { "text", new FrameFilter { Text = @"100%_[a]\'" } },
        { "transaction", new FrameFilter { Transaction = 5 } },
        { "from", new FrameFilter { From = Rows.Noon } },
        { "to", new FrameFilter { To = Rows.Noon } },
        {
            "all", new FrameFilter
            {
                ChargePointKey = 1, Action = "Heartbeat", Direction = FrameDirection.In, Kind = FrameKind.Call, ErrorsOnly = true,
                FlaggedOnly = true, LatencyOverMs = 1, Text = "x", Transaction = 5, From = Rows.Noon, To = Rows.Noon,
            }
        },
    };

    [Theory]
    [MemberData(nameof(JournalFilters))]
    public async Task Each_filter_of_the_journal_parses(string name, FrameFilter filter)
    {
        var journal = new JournalQueries(_database, TimeProvider.System);

        _server.Answer(ExchangeRow.Of(Rows.Frame(1)));

        await journal.ListAsync(filter, before: null, 100, Token);
        await foreach (var _ in journal.OnwardAsync(filter, after: 5, 100, Token))
        {
        }

        // The ends of the range twice, where a stretch ends, and what is in it: either way.
        AssertParsed(8, name);
    }

    [Fact]
    public async Task A_frame_and_its_other_half_parse()
    {
        var journal = new JournalQueries(_database, TimeProvider.System);
        var frame = Rows.Frame(1);
        _server.Answer(ExchangeRow.Of(frame));

        Assert.Equal(frame, await journal.FindAsync(frame.Id, Token));
        await journal.FindPairAsync(frame, Token);
        await journal.FindPairAsync(frame with { Kind = FrameKind.Result, CallId = 5 }, Token);

        AssertParsed(4);
    }

    [Fact]
    public async Task Sessions_in_each_state_parse_with_and_without_a_stop_under_way()
    {
        var sessions = Sessions();
        SessionStatus?[] states = [null, .. Enum.GetValues<SessionStatus>()];
        foreach (var status in states)
        {
            await sessions.ListAsync(new SessionFilter { Status = status }, Token);
        }

        AskToStop(7);
        AskToStop(8);
        foreach (var status in states)
        {
            await sessions.ListAsync(new SessionFilter { Status = status }, Token);
        }

        // Pending ones come from memory alone.
        AssertParsed(2 * (states.Length - 1));
    }

    [Fact]
    public async Task Each_filter_of_the_sessions_parses_on_the_first_page_and_on_the_next()
    {
        _server.Answer(Rows.Transaction(5));
        SessionFilter[] filters =
        [
            new(),
            new() { ChargePointId = "cp01" },
            new() { IdTag = "tag" },
            new() { IdTagPart = "ta_g" },
            new() { ChargePointPart = "p0" },
            new() { From = Rows.Noon },
            new() { To = Rows.Noon },
            new() { ChargePointId = "CP01", IdTag = "O'Hara", Status = SessionStatus.Active, From = Rows.Noon, To = Rows.Noon },
        ];

        foreach (var filter in filters)
        {
            Assert.Single(await Sessions().ListAsync(filter, Token));
            Assert.Single(await Sessions().ListAsync(filter with { Before = 9 }, Token));
        }

        AssertParsed(3 * filters.Length);
    }

    [Fact]
    public async Task One_session_and_its_readings_parse()
    {
        _server.Answer(Rows.Transaction(5) with { Status = TransactionStatus.Completed });
        _server.Answer(Rows.Reading(5, 20));

        Assert.NotNull(await Sessions().FindAsync(5, Token));
        Assert.Single(await Sessions().ReadingsAsync(5, 300, Token));
        // Those of no session, the sessions, and those of each.
        Assert.NotEmpty(await Sessions().ReadingsAsync(_chargePoint, 10, Token));
        Assert.NotNull(await Sessions().LatestReadingAsync(_chargePoint, Token));

        AssertParsed(8);
    }

    [Fact]
    public async Task Commands_parse_of_one_charger_and_of_all()
    {
        var commands = new CommandQueries(_database);
        foreach (var chargePoint in new[] { null, _chargePoint })
        {
            await commands.ListAsync(chargePoint, before: null, 50, Token);
            await commands.ListAsync(chargePoint, before: 9, 50, Token);
        }

        await commands.ListAsync(new CommandFilter { ChargePointKey = 1, Action = "Reset", State = CommandState.Rejected }, before: 9, 50, Token);
        await commands.FindAsync(1, Token);

        AssertParsed(6);
    }

    [Fact]
    public async Task Looking_up_old_transactions_and_orphans_parses()
    {
        var lookup = new TransactionLookup(_database);

        await lookup.FindAsync(1, 5);
        await lookup.FindAsync(Rows.Transaction(5));
        await lookup.IsKnownAsync(Rows.OrphanStop(1, 99));
        await lookup.IsKnownAsync(Rows.OrphanStop(1, 99) with { TransactionId = null, MeterStop = 1 });

        AssertParsed(4);
    }

    [Fact]
    public async Task All_that_is_loaded_at_the_start_parses()
    {
        _server.Answer(Rows.ChargePoint(1));
        _server.Answer(Rows.Connector(1, 1));
        _server.Answer(Rows.Transaction(5) with { StartCommandId = 3 });
        _server.Answer(Rows.Reading(5, 20));
        _server.Answer(Rows.Command(3));
        await using var core = CoreUnderTest.Build(_server);

        await core.LoadAsync();

        Assert.NotNull(core.Get<TransactionBook>().FindOpen(5));
        // Charge points, connectors, transactions twice, readings, tags, refused starts, reservations three times, local lists, commands three times, their effect, frames.
        AssertParsed(16, from: "SELECT", table: "[ChargePoints]", also: ["[Connectors]", "[Transactions]", "[MeterReadings]", "[IdTags]", "[Reservations]", "[LocalLists]", "[Commands]", "[Frames]", "[StartCommandId]"]);
    }

    [Fact]
    public async Task What_the_health_check_asks_parses()
    {
        await using var queue = new CommitQueue(_server, TimeProvider.System, NullLogger<CommitQueue>.Instance);
        await new DatabaseHealthCheck(_database, queue).CheckHealthAsync(new HealthCheckContext(), Token);

        AssertParsed(1);
    }

    private SessionQueries Sessions() => new(_database, _fleet, _transactions, _commands);

    private void AskToStop(int transaction)
    {
        _transactions.Apply(_chargePoint, Rows.Transaction(transaction));
        _commands.Add(new OpenCommand(_chargePoint, Rows.Command(transaction, OpenCommands.RemoteStop) with { TransactionId = transaction }));
    }

    private void AssertParsed(int atLeast, string? because = null, string? from = null, string? table = null, string[]? also = null)
    {
        var texts = _server.Texts.Where(text => from is null || text.StartsWith(from, StringComparison.Ordinal)).ToList();
        Assert.True(texts.Count >= atLeast, $"Only {texts.Count} of {atLeast} statements were sent ({because}).");
        Assert.All(_server.Texts, text => TransactSql.Parse(text));
        foreach (var expected in (also ?? []).Append(table).OfType<string>())
        {
            Assert.Contains(texts, text => text.Contains(expected, StringComparison.Ordinal));
        }
    }
}
