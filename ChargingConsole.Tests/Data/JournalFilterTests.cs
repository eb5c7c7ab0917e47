using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Tests.Data;

public sealed class JournalFilterTests
{
    private static readonly FrameRow[] s_frames =
    [
        Rows.Frame(1, """{"text":"100% sure"}"""),
        Rows.Frame(2, """{"text":"100 sure"}""") with { ChargePointKey = 2 },
        Rows.Frame(3, "a_b") with { Action = "MeterValues" },
        Rows.Frame(4, "axb") with { Flags = FrameFlags.TooLong },
        Rows.Frame(5, "[x]") with { Direction = FrameDirection.Out, Kind = FrameKind.Result, LatencyMicroseconds = 250_000, CallId = Rows.Frame(1).Id },
        Rows.Frame(6, "x") with { Kind = FrameKind.None, Action = null, UniqueId = "" },
        Rows.Frame(7, """a\b""") with { Kind = FrameKind.Error, ErrorCode = "GenericError", ErrorDescription = "Out of Cheese" },
        Rows.Frame(8, "") with { Kind = FrameKind.None, Gap = 12, ChargePointKey = 0, Action = null, UniqueId = "" },
        Rows.Frame(9, "ab") with { LatencyMicroseconds = 249_999, UniqueId = "Needle-9" },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Each_filter_gives_exactly_the_frames_it_names_newest_first(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(s_frames);
        var journal = new JournalQueries(database.Database, TimeProvider.System);
        (FrameFilter Filter, int[] Expected)[] cases =
        [
            (new(), [9, 8, 7, 6, 5, 4, 3, 2, 1]),
            (new() { ChargePointKey = 2 }, [2]),
            (new() { Action = "MeterValues" }, [3]),
            (new() { Action = "metervalues" }, [3]),
            (new() { Action = "Meter%" }, []),
            (new() { Direction = FrameDirection.Out }, [5]),
            (new() { Kind = FrameKind.Result }, [5]),
            (new() { ErrorsOnly = true }, [7, 6]),
            (new() { FlaggedOnly = true }, [4]),
            (new() { LatencyOverMs = 250 }, [5]),
            (new() { Text = "100%" }, [1]),
            (new() { Text = "100" }, [2, 1]),
            (new() { Text = "a_b" }, [3]),
            (new() { Text = "[x]" }, [5]),
            (new() { Text = @"A\B" }, [7]),
            (new() { Text = "out of cheese" }, [7]),
            (new() { Text = "genericerror" }, [7]),
            (new() { Text = "needle" }, [9]),
            (new() { Text = "'; DROP TABLE Frames --" }, []),
            (new() { From = Rows.Noon.AddSeconds(8) }, [9, 8]),
            (new() { To = Rows.Noon.AddSeconds(3) }, [2, 1]),
            (new() { From = Rows.Noon.AddSeconds(3), To = Rows.Noon.AddSeconds(5) }, [4, 3]),
            (new() { From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue, Kind = FrameKind.Error }, [7]),
            (new() { ChargePointKey = 1, Action = "Heartbeat", Direction = FrameDirection.In, Text = "a", Kind = FrameKind.Call, From = Rows.Noon.AddSeconds(2) }, [9, 4]),
        ];

        foreach (var (filter, expected) in cases)
        {
            var found = await journal.ListAsync(filter, before: null, 100, Token);

            Assert.Equal(expected, found.Select(Number));
            // What is live passes the same filter as what is stored.
            Assert.Equal(expected, s_frames.Where(filter.Matches).Select(Number).Reverse());
        }
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_frame_stamped_a_moment_after_its_id_was_drawn_is_in_the_range_of_its_time(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var frame = Rows.Frame(1) with { Timestamp = Rows.Noon.AddSeconds(1).AddMilliseconds(5) };
        await database.InsertAsync(frame);

        var found = await new JournalQueries(database.Database, TimeProvider.System).ListAsync(new FrameFilter { From = frame.Timestamp }, before: null, 10, Token);

        Assert.Equal(frame, Assert.Single(found));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task Pages_of_the_journal_give_every_frame_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync([.. Enumerable.Range(1, 50).Select(number => Rows.Frame(number) with { ChargePointKey = number % 2 })]);
        var journal = new JournalQueries(database.Database, TimeProvider.System);

        var seen = new List<int>();
        long? before = null;
        IReadOnlyList<FrameRow> page;
        while ((page = await journal.ListAsync(new FrameFilter { ChargePointKey = 1 }, before, 4, Token)).Count > 0)
        {
            seen.AddRange(page.Select(Number));
            before = page[^1].Id;
        }

        Assert.Equal(Enumerable.Range(1, 50).Where(number => number % 2 == 1).Reverse(), seen);
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_call_and_its_answer_find_each_other(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(s_frames);
        var journal = new JournalQueries(database.Database, TimeProvider.System);

        Assert.Equal(s_frames[4], await journal.FindPairAsync(s_frames[0], Token));
        Assert.Equal(s_frames[0], await journal.FindPairAsync(s_frames[4], Token));
        Assert.Null(await journal.FindPairAsync(s_frames[2], Token));
        Assert.Null(await journal.FindPairAsync(s_frames[5], Token));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_call_and_its_answer_in_one_row_are_two_frames_that_are_found_each_by_itself(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        var call = Rows.Frame(1, """{"idTag":"ASKED"}""") with { Flags = FrameFlags.TooLong };
        var answer = call with
        {
            Id = call.Id + 1,
            Timestamp = call.Timestamp.AddMilliseconds(250),
            Direction = FrameDirection.Out,
            Kind = FrameKind.Error,
            Payload = """{"told":1}""",
            ErrorCode = "GenericError",
            ErrorDescription = "No",
            CallId = call.Id,
            LatencyMicroseconds = 250_000,
            Flags = FrameFlags.None,
        };
        await database.InsertAsync(ExchangeRow.Of(call, answer), Rows.Frame(2));
        var journal = new JournalQueries(database.Database, TimeProvider.System);
        (FrameFilter Filter, FrameRow[] Expected)[] cases =
        [
            (new() { To = Rows.Frame(2).Timestamp }, [answer, call]),
            (new() { Direction = FrameDirection.Out }, [answer]),
            (new() { Direction = FrameDirection.In, To = Rows.Frame(2).Timestamp }, [call]),
            (new() { Kind = FrameKind.Error }, [answer]),
            (new() { ErrorsOnly = true }, [answer]),
            (new() { FlaggedOnly = true }, [call]),
            (new() { LatencyOverMs = 250 }, [answer]),
            (new() { Text = "asked" }, [call]),
            (new() { Text = "told" }, [answer]),
            (new() { Text = "genericerror" }, [answer]),
            (new() { Text = "told", Direction = FrameDirection.In }, []),
            (new() { Text = "m1" }, [answer, call]),
        ];

        foreach (var (filter, expected) in cases)
        {
            Assert.Equal(expected, await journal.ListAsync(filter, before: null, 10, Token));
        }

        Assert.Equal(answer, Assert.Single(await journal.ListAsync(new FrameFilter(), Rows.Frame(2).Id, 1, Token)));
        Assert.Equal(call, Assert.Single(await journal.ListAsync(new FrameFilter(), answer.Id, 1, Token)));
        Assert.Equal(answer, await journal.FindAsync(answer.Id, Token));
        Assert.Equal(answer, await journal.FindPairAsync(call, Token));
        Assert.Equal(call, await journal.FindPairAsync(answer, Token));
        Assert.Null(await journal.FindAsync(Rows.Frame(2).Id + 1, Token));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_search_goes_either_way_and_goes_on_where_it_ended(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        // More than a stretch, so that several are strung together; a CALL of ours in between is answered in a row of its own.
        await database.InsertAsync([.. Enumerable.Range(1, 5_000).Select(number => Rows.Frame(number) with { ChargePointKey = number % 1_000 == 0 ? 2 : 1 })]);
        var journal = new JournalQueries(database.Database, TimeProvider.System);
        var rare = new FrameFilter { Text = "m1000" };

        Assert.Equal([1000], await Numbers(journal.BackAsync(rare, null, 10, Token)));
        Assert.Equal([1000], await Numbers(journal.OnwardAsync(rare, null, 10, Token)));
        Assert.Equal([5000, 4000, 3000, 2000, 1000], await Numbers(journal.BackAsync(new() { ChargePointKey = 2 }, null, 10, Token)));
        Assert.Equal([1000, 2000, 3000, 4000, 5000], await Numbers(journal.OnwardAsync(new() { ChargePointKey = 2 }, null, 10, Token)));
        Assert.Equal(Enumerable.Range(1, 5_000), await Numbers(journal.OnwardAsync(new(), null, int.MaxValue, Token)));

        var found = new List<int>();
        var shares = new List<double>();
        for (long? before = null; ;)
        {
            JournalStretch? last = null;
            await foreach (var stretch in journal.BackAsync(new(), before, 1_700, Token))
            {
                found.AddRange(stretch.Frames.Select(Number));
                shares.Add(stretch.Share);
                last = stretch;
            }

            before = last!.Next;
            if (last.IsComplete)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 5_000).Reverse(), found);
        Assert.All(shares, share => Assert.InRange(share, 0.0001, 1));
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_search_finds_every_frame_once_however_far_apart_they_lie(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        // A storm in the past, weeks with a frame every few hours, and a storm now: what one stretch was like tells nothing of the next.
        var seconds = Enumerable.Range(0, 9_000).Select(i => i / 1_000.0)
            .Concat(Enumerable.Range(1, 300).Select(i => 10_000.0 * i))
            .Concat(Enumerable.Range(0, 6_000).Select(i => 4_000_000 + (i / 100.0)))
            .ToArray();
        var first = Rows.Frame(0).Id;
        await database.InsertAsync([.. seconds.Select((second, i) => Rows.Frame(0) with { Id = first + (2 * (long)(second * 500_000)), Action = i % 7 == 0 ? "MeterValues" : "Heartbeat" })]);
        var journal = new JournalQueries(database.Database, TimeProvider.System);

        foreach (var filter in new FrameFilter[] { new(), new() { Action = "MeterValues" }, new() { Text = "nowhere" } })
        {
            var expected = filter.Text is not null ? [] : seconds.Where((_, i) => filter.Action is null || i % 7 == 0).Select(second => first + (2 * (long)(second * 500_000))).Reverse().ToArray();
            Assert.Equal(expected, (await journal.ListAsync(filter, null, int.MaxValue, Token)).Select(frame => frame.Id));
        }
    }

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_search_that_nobody_waits_for_any_more_ends(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync([.. Enumerable.Range(1, 5_000).Select(number => Rows.Frame(number))]);
        var journal = new JournalQueries(database.Database, TimeProvider.System);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var stretch in journal.BackAsync(new() { Text = "nowhere" }, null, 1, cancel.Token))
            {
                Assert.False(stretch.IsComplete);
                await cancel.CancelAsync();
            }
        });
    }

    private static async Task<List<int>> Numbers(IAsyncEnumerable<JournalStretch> search)
    {
        var numbers = new List<int>();
        await foreach (var stretch in search)
        {
            numbers.AddRange(stretch.Frames.Select(Number));
        }

        return numbers;
    }

    private static int Number(FrameRow frame) => (int)((frame.Id - Rows.Frame(0).Id) / 1_000_000);
}
