using Microsoft.Data.Sqlite;

namespace ChargingConsole.Core.Data.Sqlite;

/// <summary>What can be said of the database file before, and in spite of, SQLite, which makes a new file where it finds none.</summary>
internal static class SqliteFile
{
    private const int Corrupt = 11, NotADatabase = 26;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Refuses a file that is no database, and to begin anew over what is left of one.</summary>
    /// <exception cref="DatabaseRefusedException">With what to do.</exception>
    public static void Check(string file)
    {
        if (Directory.Exists(file))
        {
            throw new DatabaseRefusedException($"{file} is a folder, where the database file should be. Name the file itself in ConnectionStrings:Charging.");
        }

        if (Length(file) == 0)
        {
            if (Length(file + "-wal") > 0)
            {
                throw new DatabaseRefusedException($"""
                    The database file {file} is {(File.Exists(file) ? "empty" : "missing")}, but its write-ahead log {file}-wal is there: a start would lose what it holds.
                    Put the file back to where it was, beside its -wal. Or restore a backup: move {file}-wal and {file}-shm away, put the backup in place as {file}, start.
                    To begin with an empty database, move {file}-wal and {file}-shm away and start.
                    """);
            }

            return;
        }

        if (!IsDatabase(file))
        {
            throw new DatabaseRefusedException($"""
                {file} is not a SQLite database (or its beginning is destroyed). Nothing was changed.
                If ConnectionStrings:Charging names the wrong file, correct it. {Restore(file)}
                """);
        }
    }

    /// <summary>What to tell of an error that says the file is damaged; null for any other.</summary>
    public static DatabaseRefusedException? Refusal(string? file, Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Corrupt or NotADatabase }
            ? new DatabaseRefusedException($"""
                The database {file} is damaged: {exception.Message}
                Keep a copy of {file} and {file}-wal. {Restore(file)}
                Without a backup, "sqlite3 {file} .recover | sqlite3 recovered.db" saves what can be read.
                """, exception)
            : null;

    /// <summary>The file with its write-ahead log.</summary>
    public static long Size(string file) => Length(file) + Length(file + "-wal");

    private static string Restore(string? file) =>
        $"To restore a backup: move {file}, {file}-wal and {file}-shm away, put the backup in place as {file}, start.";

    private static bool IsDatabase(string file)
    {
        Span<byte> begin = stackalloc byte[Magic.Length];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin.SequenceEqual(Magic);
    }

    private static long Length(string file) => new FileInfo(file) is { Exists: true } known ? known.Length : 0;
}
