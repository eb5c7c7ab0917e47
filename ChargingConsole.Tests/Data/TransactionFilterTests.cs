using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Tests.Data;

/// <summary>The frames of a session: whole exchanges, whichever half names it and however the charger writes JSON.</summary>
public sealed class TransactionFilterTests
{
    private static readonly ExchangeRow[] s_rows =
    [
        Exchange(1, "StartTransaction", """{"connectorId":1,"idTag":"TAG"}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":5}"""),
        Exchange(2, "StartTransaction", """{"connectorId":2,"idTag":"TAG"}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":57}"""),
        Exchange(3, "MeterValues", "{\"connectorId\":1, \"transactionId\" :\r\n\t5 ,\"meterValue\":[]}", "{}"),
        Exchange(4, "MeterValues", """{"connectorId":2,"transactionId":57,"meterValue":[{"value":"5"}]}""", "{}"),
        Exchange(5, "MeterValues", """{"transactionId":15,"meterValue":[{"transactionId2":5}]}""", "{}"),
        Exchange(6, "Heartbeat", "{}", """{"currentTime":"2026-03-29T12:00:05Z"}"""),
        Sent(7, "RemoteStopTransaction", """{"transactionId":5}"""),
        Sent(8, "RemoteStopTransaction", """{"transactionId":6}"""),
        Answered(9, 8, "RemoteStopTransaction"),
        Answered(10, 7, "RemoteStopTransaction"),
        Exchange(11, "StopTransaction", """{"meterStop":5,"transactionId": "5"}""", """{"idTagInfo":{"status":"Accepted"}}"""),
        Sent(12, "SetChargingProfile", """{"connectorId":1,"csChargingProfiles":{"chargingProfileId":5,"transactionId":5}}"""),
        Exchange(13, "DataTransfer", """{"vendorId":"V","data":"{\"transactionId\":5}"}""", "{}"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryProvider))]
    public async Task A_session_s_frames_are_its_requests_with_their_answers_and_nothing_of_others(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.MigratedAsync(provider);
        await database.InsertAsync(s_rows);
        var journal = new JournalQueries(database.Database, TimeProvider.System);
        (FrameFilter Filter, string[] Expected)[] cases =
        [
            (new() { Transaction = 5 }, ["12", "11 a", "11", "10", "7", "3 a", "3", "1 a", "1"]),
            (new() { Transaction = 57 }, ["4 a", "4", "2 a", "2"]),
            (new() { Transaction = 6 }, ["9", "8"]),
            (new() { Transaction = 1 }, []),
            (new() { Transaction = 5, ChargePointKey = 2 }, []),
            (new() { Transaction = 5, Kind = FrameKind.Result }, ["11 a", "10", "3 a", "1 a"]),
            (new() { Transaction = 5, Action = "StartTransaction", Text = "TAG", Direction = FrameDirection.In }, ["1"]),
            (new() { Transaction = 5, From = Rows.Noon.AddSeconds(9) }, ["12", "11 a", "11", "10"]),
        ];

        foreach (var (filter, expected) in cases)
        {
            Assert.Equal(expected, (await journal.ListAsync(filter, before: null, 100, Token)).Select(Name));
            // What is live passes the same filter as what is stored.
            Assert.Equal(expected, new FrameSieve(filter).Pass(s_rows.SelectMany(Frames)).Select(Name).Reverse());
        }
    }

    [Fact]
    public void What_comes_one_by_one_is_as_whole_and_a_start_comes_with_the_answer_that_names_it()
    {
        var sieve = new FrameSieve(new FrameFilter { Transaction = 5 });

        var told = s_rows.SelectMany(Frames).Select(frame => sieve.Pass([frame]).Select(Name).ToArray()).Where(passed => passed.Length > 0).ToList();

        Assert.Equal([["1", "1 a"], ["3"], ["3 a"], ["7"], ["10"], ["11"], ["11 a"], ["12"]], told);
    }

    private static ExchangeRow Exchange(int number, string action, string payload, string answer)
    {
        var call = Rows.Frame(number, payload) with { Action = action };
        return ExchangeRow.Of(call, call with
        {
            Id = call.Id + 1,
            Direction = FrameDirection.Out,
            Kind = FrameKind.Result,
            Payload = answer,
            CallId = call.Id,
            LatencyMicroseconds = 1_000,
            Timestamp = call.Timestamp.AddMilliseconds(1),
        });
    }

    private static ExchangeRow Sent(int number, string action, string payload) =>
        ExchangeRow.Of(Rows.Frame(number, payload) with { Action = action, Direction = FrameDirection.Out });

    private static ExchangeRow Answered(int number, int call, string action) =>
        ExchangeRow.Of(Rows.Frame(number, """{"status":"Accepted"}""") with { Action = action, Kind = FrameKind.Result, CallId = Rows.Frame(call).Id });

    private static IEnumerable<FrameRow> Frames(ExchangeRow row) => row.Answer() is { } answer ? [row.Frame(), answer] : [row.Frame()];

    private static string Name(FrameRow frame)
    {
        var (number, half) = Math.DivRem(frame.Id - Rows.Frame(0).Id, 1_000_000);
        return half == 0 ? $"{number}" : $"{number} a";
    }
}
