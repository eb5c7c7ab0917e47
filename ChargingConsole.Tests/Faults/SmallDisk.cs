using System.Diagnostics;
using System.Globalization;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Faults;

/// <summary>A place for a database that can be full.</summary>
internal abstract class SmallDisk : IAsyncDisposable
{
    /// <summary>Where the database lies.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("charging-console-full-").FullName;

    /// <summary>What it is, for the figures.</summary>
    public abstract string Kind { get; }

    /// <summary>A small tmpfs where one may be mounted (root may), and files that may not grow where not.</summary>
    public static async Task<SmallDisk> MountAsync()
    {
        var disk = new Tmpfs();
        if (await RunAsync("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.Folder) == 0)
        {
            return disk;
        }

        Directory.Delete(disk.Folder);
        return new FileSizeLimit();
    }

    /// <summary>From now on nothing more goes onto it.</summary>
    public abstract Task FillAsync(ServerProcess server);

    /// <summary>There is room again.</summary>
    public abstract Task MakeRoomAsync(ServerProcess server);

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private sealed class Tmpfs : SmallDisk
    {
        private readonly CancellationTokenSource _roomWanted = new();
        private Task _filling = Task.CompletedTask;

        public override string Kind => "tmpfs";

        private string Ballast => Path.Combine(Folder, "ballast");

        public override Task FillAsync(ServerProcess server)
        {
            _filling = Task.Factory.StartNew(KeepFull, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return Task.CompletedTask;
        }

        public override async Task MakeRoomAsync(ServerProcess server)
        {
            await _roomWanted.CancelAsync();
            await _filling;
            File.Delete(Ballast);
        }

        public override async ValueTask DisposeAsync()
        {
            await _roomWanted.CancelAsync();
            await _filling;
            _roomWanted.Dispose();
            await RunAsync("umount", "-l", Folder);
            await base.DisposeAsync();
        }

        // SQLite gives room back when it closes its log: what becomes free is taken again, before it can be used.
        private void KeepFull()
        {
            var page = new byte[4096];
            while (!_roomWanted.IsCancellationRequested)
            {
                try
                {
                    using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
                    while (true)
                    {
                        ballast.Write(page);
                    }
                }
                catch (IOException)
                {
                    _roomWanted.Token.WaitHandle.WaitOne(1);
                }
            }
        }
    }

    /// <summary>The process may not write behind the first page of any file. Everyone may say so of their own processes.</summary>
    internal sealed class FileSizeLimit : SmallDisk
    {
        public override string Kind => "file size limit";

        public override Task FillAsync(ServerProcess server) => LimitAsync(server, "1024");

        public override Task MakeRoomAsync(ServerProcess server) => LimitAsync(server, "unlimited");

        private static async Task LimitAsync(ServerProcess server, string limit) =>
            Assert.Equal(0, await RunAsync("prlimit", "--pid", server.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}:unlimited"));
    }
}
