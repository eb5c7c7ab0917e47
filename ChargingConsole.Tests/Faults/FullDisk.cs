using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Faults;

/// <summary>No room is left: transactions wait with the chargers, everything else goes on, and afterwards nothing is missing.</summary>
public sealed class FullDisk
{
    [Fact]
    public async Task On_a_full_disk_transactions_wait_unanswered_and_nothing_is_lost()
    {
        await using var disk = await SmallDisk.MountAsync();
        await FillAndMakeRoomAsync(disk);
    }

    [Fact]
    public async Task With_files_that_may_not_grow_transactions_wait_unanswered_and_nothing_is_lost()
    {
        await using var disk = new SmallDisk.FileSizeLimit();
        await FillAndMakeRoomAsync(disk);
    }

    private static async Task FillAndMakeRoomAsync(SmallDisk disk)
    {
        var chargers = RememberingCharger.Some(8, "FULL", pauseMilliseconds: 20, patienceSeconds: 3);
        string beats;
        int refused;
        await using (var server = await ServerProcess.StartAsync(disk.Folder))
        {
            using var enough = new CancellationTokenSource();
            await using var heart = await HeartbeatWatch.StartAsync(server.Ocpp);
            var charging = Task.WhenAll(chargers.Select(charger => charger.PersistAsync(server.Ocpp, enough.Token)));
            await Until.TrueAsync(() => chargers.TrueForAll(charger => charger.Answered >= 10), "all charge");

            await disk.FillAsync(server);
            await Until.TrueAsync(() => server.Output.Any(line => line.Contains("did not take the work", StringComparison.Ordinal)), "the disk is full");
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            var (answered, beaten) = (chargers.Sum(charger => charger.Answered), heart.Answered);
            await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
            Assert.Equal(answered, chargers.Sum(charger => charger.Answered));
            Assert.InRange(heart.Answered - beaten, 5, int.MaxValue);

            await disk.MakeRoomAsync(server);
            var before = chargers.ToDictionary(charger => charger, charger => charger.Answered);
            await Until.TrueAsync(() => chargers.TrueForAll(charger => charger.Answered >= before[charger] + 10), "all charge again");
            await enough.CancelAsync();
            await charging.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            beats = await heart.EndAsync();
            refused = server.Output.Count(line => line.Contains("is not answered, since the database is away", StringComparison.Ordinal));
            Assert.DoesNotContain(server.Output, line => line.StartsWith("fail:", StringComparison.Ordinal));
            Assert.Equal(0, await server.TerminateAsync());
        }

        await using var console = await RunningConsole.StartOnAsync(disk.Folder);
        var figures = await RememberingCharger.VerifyAsync(console.Get<ChargingDatabase>(), chargers);
        TestContext.Current.TestOutputHelper?.WriteLine($"Full for 6 s ({disk.Kind}): {refused} messages not answered, {beats}; {figures}");
    }
}
