using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Data;

/// <summary>Copies the embedded database into one file while the app runs. Nobody waits for it; one at a time.</summary>
public sealed partial class DatabaseBackup
{
    private const string BackupFolder = "backups";
    private readonly DatabaseEngine _engine;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private int _running;

    internal DatabaseBackup(DatabaseEngine engine, TimeProvider clock, ILogger logger)
    {
        _engine = engine;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>For whoever backs up without running the app.</summary>
    public static DatabaseBackup Of(IConfiguration configuration, ILogger logger) => new(DatabaseEngine.Create(configuration), TimeProvider.System, logger);

    /// <summary>The backups beside the database, newest first.</summary>
    public IReadOnlyList<BackupFile> List() =>
        _engine.Folder is { } folder && new DirectoryInfo(Path.Combine(folder, BackupFolder)) is { Exists: true } backups
            ? [.. backups.EnumerateFiles("charging-*.db").OrderByDescending(file => file.Name, StringComparer.Ordinal)
                .Select(file => new BackupFile(file.FullName, file.Length) { MadeAt = file.LastWriteTimeUtc })]
            : [];

    /// <summary>Backs up into <c>backups/charging-YYYYMMDD-HHMMSS.db</c> (UTC) beside the database.</summary>
    /// <exception cref="BackupRefusedException">Nothing was written.</exception>
    public Task<BackupFile> MakeAsync() =>
        _engine.Folder is { } folder
            ? MakeAsync(Path.Combine(folder, BackupFolder, $"charging-{_clock.GetUtcNow():yyyyMMdd-HHmmss}.db"))
            : throw Unsupported();

    /// <summary>Backs up into a new file. It appears under its name when it is whole and on disk.</summary>
    /// <exception cref="BackupRefusedException">Nothing was written.</exception>
    public async Task<BackupFile> MakeAsync(string file)
    {
        if (_engine.Folder is null)
        {
            throw Unsupported();
        }

        file = Path.GetFullPath(file);
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new BackupRefusedException("running", "A backup is being made right now.");
        }

        try
        {
            if (Path.Exists(file))
            {
                throw new BackupRefusedException("exists", $"{file} exists already, and nothing is overwritten.");
            }

            var began = _clock.GetTimestamp();
            var made = await Task.Run(() => Make(file));
            Made(_logger, made.Path, made.SizeBytes, _clock.GetElapsedTime(began));
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || _engine.IsTransient(e) || _engine.Refusal(e) is not null)
        {
            throw new BackupRefusedException(BackupRefusedException.Failed, $"The backup to {file} failed: {e.Message}", e);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private BackupFile Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var partial = file + ".partial";
        File.Delete(partial);
        try
        {
            _engine.CopyTo(partial);
            using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(partial, file, overwrite: false);
        }
        finally
        {
            File.Delete(partial);
        }

        return new BackupFile(file, new FileInfo(file).Length) { MadeAt = _clock.GetUtcNow() };
    }

    private static BackupRefusedException Unsupported() =>
        new("not_supported", "Only the embedded database is backed up from here; a database server has its own means.");

    [LoggerMessage(EventId = 120, Level = LogLevel.Information, Message = "Backed up to {File} ({Bytes} bytes) in {Took}")]
    private static partial void Made(ILogger logger, string file, long bytes, TimeSpan took);
}

/// <summary>A backup that was made.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="SizeBytes">How large it is.</param>
public sealed record BackupFile(string Path, long SizeBytes)
{
    /// <summary>When it was finished, UTC.</summary>
    public DateTimeOffset MadeAt { get; init; }
}

/// <summary>There is no backup, and the message says why.</summary>
public sealed class BackupRefusedException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The one code that is nobody's wish: the disk is full, or the like.</summary>
    public const string Failed = "failed";

    /// <summary>running, exists, not_supported or failed.</summary>
    public string Code { get; } = code;
}
