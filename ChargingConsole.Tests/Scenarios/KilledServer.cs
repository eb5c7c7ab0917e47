using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>kill -9 at random moments under load: what was answered is on disk, once.</summary>
public sealed class KilledServer
{
    private const int Kills = 20;
    private const int Chargers = 12;

    [Fact]
    public async Task Whatever_was_answered_is_on_disk_exactly_once_after_twenty_kills()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-kill-").FullName;
        var random = new Random(9);
        var chargers = RememberingCharger.Some(Chargers, "KILL");

        for (var round = 0; round < Kills; round++)
        {
            await using var server = await ServerProcess.StartAsync(folder);
            var answered = chargers.Sum(charger => charger.Answered);
            var driving = chargers.Select(charger => charger.DriveAsync(server.Ocpp)).ToList();
            if (round % 4 != 0)
            {
                // Most are killed at work, the others while they begin.
                await Until.TrueAsync(() => chargers.Sum(charger => charger.Answered) > answered, "something is answered");
            }

            await Task.Delay(random.Next(100, 700), TestContext.Current.CancellationToken);
            await server.KillAsync();
            await Task.WhenAll(driving);
        }

        await using (var console = await RunningConsole.StartOnAsync(folder))
        {
            var figures = await RememberingCharger.VerifyAsync(console.Get<ChargingDatabase>(), chargers);
            Assert.True(chargers.Sum(charger => charger.Answered) > 10 * Kills);
            TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {figures}");
        }

        Directory.Delete(folder, recursive: true);
    }
}
