using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Quirks;

/// <summary>One app for the tests of one group, whose clock only a test moves; every test has a charger of its own.</summary>
public sealed class QuirkConsole : IAsyncLifetime
{
    public RunningConsole Console { get; private set; } = null!;

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public Uri Ocpp => Console.Ocpp;

    public CommandDesk Desk => Console.Get<CommandDesk>();

    public async ValueTask InitializeAsync() =>
        Console = await RunningConsole.StartOnAsync(null, builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)), "Ocpp:BootWaitSeconds=1");

    public ValueTask DisposeAsync() => Console.DisposeAsync();

    public Task<RawCharger> BootAsync(string id, params int[] connectors) => RawCharger.BootAsync(Ocpp, id, connectors);

    public ChargePoint Find(string id) => Console.Get<Fleet>().Find(id)!;

    public ChargePointState State(string id) => Find(id).State;

    /// <summary>The app's time so many seconds ago, as a charger writes it.</summary>
    public string Time(double secondsAgo = 0) => Clock.GetUtcNow().AddSeconds(-secondsAgo).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);

    /// <summary>The frames of a charger, oldest first.</summary>
    public List<FrameRow> Frames(string id)
    {
        var feed = Console.Get<ILiveFeed>();
        var cursor = feed.Before(int.MaxValue);
        return [.. feed.Read(ref cursor).Frames.Where(frame => frame.ChargePointKey == Find(id).Key)];
    }

    /// <summary>What was normalised of the last frame of this action that came from a charger.</summary>
    public FrameFlags Flags(string id, string action) =>
        Frames(id).Last(frame => frame is { Direction: FrameDirection.In, Kind: FrameKind.Call } && frame.Action == action).Flags;

    public void AssertFlag(string id, string action, FrameFlags flag) =>
        Assert.True(Flags(id, action).HasFlag(flag), $"{action} is flagged {Flags(id, action)}, and not {flag}");

    public Task PutTagAsync(string idTag) => Console.Get<IdTagRegister>().PutAsync(idTag, tag => tag, "test");

    /// <summary>Starts a session; gives its id.</summary>
    public async Task<int> StartAsync(RawCharger charger, int connector = 1, long meterStart = 1000, string idTag = "APP_USER", double secondsAgo = 0) =>
        (await charger.CallAsync("StartTransaction", $$"""{"connectorId":{{connector}},"idTag":"{{idTag}}","meterStart":{{meterStart}},"timestamp":"{{Time(secondsAgo)}}"}"""))
            .GetProperty("transactionId").GetInt32();

    public async Task<TransactionRow> TransactionAsync(int id)
    {
        await using var context = Console.Get<ChargingDatabase>().OpenReader();
        return await context.Transactions.SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken);
    }

    public async Task<List<MeterReadingRow>> ReadingsAsync(string id)
    {
        await using var context = Console.Get<ChargingDatabase>().OpenReader();
        var key = Find(id).Key;
        return await context.MeterReadings.Where(row => row.ChargePointKey == key).OrderBy(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> CountAsync<T>(Func<ChargingDbContext, IQueryable<T>> query)
    {
        await using var context = Console.Get<ChargingDatabase>().OpenReader();
        return await query(context).CountAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A register in Wh, as one sample.</summary>
    public static string Register(long wattHours) => $$"""{"value":"{{wattHours}}"}""";

    /// <summary>The payload of MeterValues of connector 1, sampled now.</summary>
    public string Readings(int? transactionId, params string[] samples) => ReadingsAgo(0, transactionId, samples);

    /// <summary>The payload of MeterValues of connector 1, sampled so many seconds ago.</summary>
    public string ReadingsAgo(double secondsAgo, int? transactionId, params string[] samples) =>
        $$"""{"connectorId":1,{{(transactionId is { } id ? $"\"transactionId\":{id}," : "")}}"meterValue":[{"timestamp":"{{Time(secondsAgo)}}","sampledValue":[{{string.Join(',', samples)}}]}]}""";

    /// <summary>The payload of StopTransaction.</summary>
    public string Stop(object transactionId, long meterStop, double secondsAgo = 0) =>
        $$"""{"transactionId":{{transactionId}},"meterStop":{{meterStop}},"timestamp":"{{Time(secondsAgo)}}"}""";

    /// <summary>Moves the clock on.</summary>
    public void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets so many seconds pass until the charger is asked this; the server may not have begun to count when it is first done.</summary>
    public async Task<(string Id, JsonElement Payload)> ExpectAfterAsync(RawCharger charger, string action, double seconds)
    {
        var expected = charger.ExpectCallAsync(action);
        do
        {
            Pass(seconds);
        }
        while (await Task.WhenAny(expected, Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken)) != expected);
        return await expected;
    }

    public static Task UntilAsync(Func<bool> isTrue, string what) => Until.TrueAsync(isTrue, what);
}
