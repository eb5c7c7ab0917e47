using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChargingConsole.Core.Data.Sqlite;

/// <summary>
/// Brings the write-ahead log into the database file beside the writer. SQLite would do it in the commit that
/// fills the log, and everybody whose answer waits for that commit would wait for tens of thousands of pages.
/// A thread of its own copies the bulk while commits go on; the writer copies what came meanwhile, which is
/// little, since only a log that is copied whole can begin anew.
/// </summary>
/// <remarks>Nothing depends on it for safety: the log is as durable as the file, and without a copy it only grows.</remarks>
internal sealed class SqliteCheckpoints(string connectionString, int fullPages = SqliteCheckpoints.FullPages)
{
    /// <summary>How many pages the log takes before it is copied: 128 MB, so that a page that is written often goes to the file once.</summary>
    public const int FullPages = 32_000;

    /// <summary>Where SQLite copies in the commit after all: the copying beside it failed, or a reader has held it up for long.</summary>
    public const int LastResortPages = 4 * FullPages;

    // What the writer may copy itself without anybody noticing.
    private const int TailPages = 1_000;
    private const int Passes = 3;

    // SQLITE_DBSTATUS_CACHE_WRITE.
    private const int PagesWritten = 9;
    private const int Filling = 0, Copying = 1, Copied = 2;

    private int _phase = Filling;
    private int _written;

    /// <summary>How often the log was copied whole.</summary>
    public int Completed { get; private set; }

    /// <summary>Takes note of a new connection of the writer, whose pages count from zero.</summary>
    public void Connected() => _written = 0;

    /// <summary>To be called by the writer after each commit.</summary>
    public void Committed(SqliteConnection writer)
    {
        switch (Volatile.Read(ref _phase))
        {
            case Filling when Written(writer) - _written >= fullPages:
                _written = Written(writer);
                Volatile.Write(ref _phase, Copying);
                new Thread(Copy) { IsBackground = true, Name = "Checkpoint" }.Start();
                break;
            case Copied:
                Completed += Checkpoint(writer.Handle!) == 0 ? 1 : 0;

                _written = Written(writer);
                Volatile.Write(ref _phase, Filling);
                break;
        }
    }

    private void Copy()
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            for (var pass = 0; pass < Passes && Checkpoint(connection.Handle!) > TailPages; pass++)
            {
            }
        }
        catch (SqliteException)
        {
            // Full or failing disks tell the writer, who can say it to those who wait; here is the next try.
        }
        finally
        {
            Volatile.Write(ref _phase, Copied);
        }
    }

    /// <summary>Copies as much as readers allow without waiting for anybody; gives how many pages are left.</summary>
    private static int Checkpoint(sqlite3 database)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(database, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var copied);
        return result == raw.SQLITE_OK ? pages - copied : int.MaxValue;
    }

    private static int Written(SqliteConnection writer)
    {
        raw.sqlite3_db_status(writer.Handle, PagesWritten, out var current, out _, 0);
        return current;
    }
}
