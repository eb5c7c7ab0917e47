using System.Text.Json;
using ChargingConsole.Core;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Ocpp;

/// <summary>
/// Keeps the list of refused connections over a restart, in a file beside the database. It is for looking at: when it
/// cannot be read or written nothing else suffers.
/// </summary>
internal sealed partial class RejectionFile(RejectedConnections rejected, DatabaseCondition database, TimeProvider clock, ILogger<RejectionFile> logger) : Rounds(s_often, clock, logger)
{
    private const string Name = "rejected-connections.json";
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(30);

    private long _written;

    private string File => Path.Combine(database.Folder ?? "data", Name);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (System.IO.File.Exists(File))
            {
                await using var stream = System.IO.File.OpenRead(File);
                rejected.Recall(await JsonSerializer.DeserializeAsync<List<RejectedConnection>>(stream, cancellationToken: cancellationToken) ?? []);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            NotRead(Log, File, e.Message);
        }

        _written = rejected.Version;
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken)
    {
        Write();
        return Task.CompletedTask;
    }

    private void Write()
    {
        var version = rejected.Version;
        if (version == _written)
        {
            return;
        }

        try
        {
            // Whole or not at all: a crash leaves the one before.
            var unfinished = File + ".part";
            Directory.CreateDirectory(Path.GetDirectoryName(File) is { Length: > 0 } folder ? folder : ".");
            System.IO.File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(rejected.Latest));
            System.IO.File.Move(unfinished, File, overwrite: true);
            _written = version;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotWritten(Log, File, e.Message);
        }
    }

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "The refused connections of the last run could not be read from {File}: {Reason}")]
    private static partial void NotRead(ILogger logger, string file, string reason);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "The refused connections could not be kept in {File}: {Reason}")]
    private static partial void NotWritten(ILogger logger, string file, string reason);
}
