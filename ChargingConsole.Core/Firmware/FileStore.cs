using System.Buffers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Firmware;

/// <summary>A file that is whole and on disk.</summary>
/// <param name="StoredAs">Its name in the folder.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hex.</param>
public sealed record StoredFile(string StoredAs, long SizeBytes, string Sha256);

/// <summary>A file is larger than it may be, or the folder is full; nothing was kept.</summary>
public sealed class FileTooLargeException(string message) : Exception(message);

/// <summary>
/// The folder of firmware and delivered files. A file appears under a name that nobody chose, once it is whole and
/// on disk; what breaks off leaves nothing. No name from outside ever becomes part of a path.
/// </summary>
public sealed partial class FileStore
{
    private const string Unfinished = ".part";
    private readonly IOptions<FirmwareOptions> _options;
    private readonly TimeProvider _clock;

    internal FileStore(string? besideDatabase, IOptions<FirmwareOptions> options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        Folder = Path.GetFullPath(options.Value.Folder is { Length: > 0 } folder ? folder : Path.Combine(besideDatabase ?? "data", "files"));
    }

    /// <summary>Where the files lie.</summary>
    public string Folder { get; }

    /// <summary>How much they take in bytes.</summary>
    public long UsedBytes => Own().Sum(file => file.Length);

    /// <summary>The folder may be one that others use too: only what has a name from here is ours to count, and to remove.</summary>
    private IEnumerable<FileInfo> Own() =>
        Directory.Exists(Folder) ? new DirectoryInfo(Folder).EnumerateFiles().Where(file => OwnName().IsMatch(file.Name)) : [];

    /// <summary>Keeps what a stream gives.</summary>
    /// <param name="source">The content.</param>
    /// <param name="maxBytes">The most it may have.</param>
    /// <param name="progress">Told how many bytes have come.</param>
    /// <param name="cancellationToken">Breaks it off; nothing is kept then.</param>
    /// <exception cref="FileTooLargeException">There is more than may be kept.</exception>
    public async Task<StoredFile> SaveAsync(Stream source, long maxBytes, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var room = (_options.Value.MaxTotalMiB * 1024L * 1024L) - UsedBytes;
        var name = $"{_clock.GetUtcNow():yyyyMMddHHmmss}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var unfinished = Path.Combine(Folder, name + Unfinished);
        try
        {
            var (size, hash) = await WriteAsync(source, unfinished, maxBytes, room, progress, cancellationToken);
            File.Move(unfinished, Path.Combine(Folder, name));
            return new StoredFile(name, size, hash);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Opens a file to read; null when it is not there any more.</summary>
    public FileStream? Open(string storedAs)
    {
        try
        {
            return new FileStream(Path.Combine(Folder, Path.GetFileName(storedAs)), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes a file.</summary>
    public void Remove(string storedAs)
    {
        if (Directory.Exists(Folder))
        {
            File.Delete(Path.Combine(Folder, Path.GetFileName(storedAs)));
        }
    }

    /// <summary>Removes what no row names: files that broke off with the process, or whose row was never written.</summary>
    /// <param name="isNamed">Whether a row names the file.</param>
    /// <returns>How many were removed.</returns>
    internal int Tidy(Func<string, bool> isNamed)
    {
        // A day old: what is being received now is nobody's leftover.
        var old = _clock.GetUtcNow().AddDays(-1).UtcDateTime;
        var left = Own().Where(file => file.LastWriteTimeUtc < old && !isNamed(file.Name)).ToList();
        left.ForEach(file => file.Delete());
        return left.Count;
    }

    [GeneratedRegex(@"^[0-9]{14}-[0-9a-f]{16}(\.part)?\z")]
    private static partial Regex OwnName();

    private static async Task<(long Size, string Sha256)> WriteAsync(
        Stream source, string path, long maxBytes, long room, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, useAsync: true);
            var size = 0L;
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                size += read;
                if (size > maxBytes)
                {
                    throw new FileTooLargeException($"The file has more than {maxBytes / (1024 * 1024)} MiB.");
                }

                if (size > room)
                {
                    throw new FileTooLargeException("The folder for files is full (Firmware:MaxTotalMiB).");
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                progress?.Report(size);
            }

            file.Flush(flushToDisk: true);
            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
