using ChargingConsole.Core.Data;
using ChargingConsole.Hosting;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Hosting;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_under_load_starts_an_app_that_knows_all_that_was_answered_before_it()
    {
        var restored = Directory.CreateTempSubdirectory("charging-restored-").FullName;
        List<int> before;
        await using (var console = await RunningConsole.StartAsync())
        {
            var answered = new List<int>();
            using var enough = new CancellationTokenSource();
            var load = Enumerable.Range(1, 8).Select(number => DriveAsync(console, $"BACKUP-{number}", answered, enough.Token)).ToList();
            do
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
                lock (answered)
                {
                    before = [.. answered];
                }
            }
            while (before.Count <= 20);

            var made = (await console.Web.WriteAsync("/api/database/backup", "")).Ok();
            await enough.CancelAsync();
            await Task.WhenAll(load);

            var path = made.GetProperty("path").GetString()!;
            Assert.Matches(@"backups.charging-\d{8}-\d{6}\.db$", path);
            Assert.Equal(new FileInfo(path).Length, made.GetProperty("size_bytes").GetInt64());
            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
            Assert.True(answered.Count > before.Count, "The load had stopped before the backup was made.");
            File.Copy(path, Path.Combine(restored, "charging.db"));
        }

        await using (var console = await RunningConsole.StartOnAsync(restored))
        {
            await using var context = console.Get<ChargingDatabase>().OpenReader();
            var known = await context.Transactions.Select(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Empty(before.Except(known));
            await using var charger = await RawCharger.BootAsync(console.Ocpp, "BACKUP-1", 1);
            Assert.DoesNotContain(await charger.BeginAsync(), known);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(restored, recursive: true);
    }

    [Fact]
    public async Task The_command_backs_up_while_the_app_runs_and_never_overwrites()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "BACKUP-9", 1);
        var target = Path.Combine(console.Folder, "elsewhere", "copy.db");
        var source = $"--ConnectionStrings:Charging=Data Source={Path.Combine(console.Folder, "charging.db")}";

        var first = await RunAsync("backup", "--to", target, source);
        var size = new FileInfo(target).Length;
        var second = await RunAsync("backup", "--to", target, source);

        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.StartsWith($"Backed up to {target}", first.Output, StringComparison.Ordinal);
        Assert.Equal((1, $"{target} exists already, and nothing is overwritten."), (second.Code, second.Error.Trim()));
        Assert.Equal([target], Directory.GetFiles(Path.GetDirectoryName(target)!));
        Assert.Equal(size, new FileInfo(target).Length);
    }

    [Fact]
    public async Task The_command_says_what_it_lacks()
    {
        var folder = Directory.CreateTempSubdirectory("charging-backup-").FullName;
        var missing = await RunAsync("backup", "--to", Path.Combine(folder, "copy.db"), $"--ConnectionStrings:Charging=Data Source={Path.Combine(folder, "none.db")}");
        var usage = await RunAsync("backup");
        var server = await RunAsync("backup", "--to", Path.Combine(folder, "copy.db"), "--Database:Provider=SqlServer", "--ConnectionStrings:Charging=Server=nowhere");

        Assert.Equal(1, missing.Code);
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Equal(2, usage.Code);
        Assert.StartsWith("Usage: backup --to", usage.Error, StringComparison.Ordinal);
        Assert.Equal(1, server.Code);
        Assert.Contains("a database server has its own means", server.Error, StringComparison.Ordinal);
        Assert.Null(await BackupCommand.TryRunAsync(["--demo"], TextWriter.Null, TextWriter.Null));
        Directory.Delete(folder);
    }

    private static async Task<(int? Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await BackupCommand.TryRunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static async Task DriveAsync(RunningConsole console, string id, List<int> answered, CancellationToken enough)
    {
        await using var charger = await RawCharger.BootAsync(console.Ocpp, id, 1);
        while (!enough.IsCancellationRequested)
        {
            var transaction = await charger.BeginAsync();
            await charger.EndAsync(transaction, 2000);
            lock (answered)
            {
                answered.Add(transaction);
            }
        }
    }
}
