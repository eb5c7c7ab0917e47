using System.Collections.Concurrent;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Benchmarks.Floor;

/// <summary>One row per message; what waits while a batch is written is the next batch, and each waits for its commit.</summary>
internal sealed class GroupCommitLog : IAsyncDisposable
{
    private const int MaxBatch = 512;

    private readonly BlockingCollection<Entry> _queue = new(new ConcurrentQueue<Entry>());
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _database;

    public GroupCommitLog(string database)
    {
        _database = database;
        new Thread(Run) { IsBackground = true, Name = "Group commit" }.Start();
    }

    /// <summary>Completes when the message is on disk.</summary>
    public Task AppendAsync(ReadOnlySpan<byte> message)
    {
        var entry = new Entry(Encoding.UTF8.GetString(message), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _queue.Add(entry);
        return entry.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _ended.Task;
        _queue.Dispose();
    }

    private void Run()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _database, Pooling = false }.ToString());
        connection.Open();
        using (var create = connection.CreateCommand())
        {
            create.CommandText = """
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
                CREATE TABLE Messages (Id INTEGER PRIMARY KEY, Text TEXT NOT NULL);
                """;
            create.ExecuteNonQuery();
        }

        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Messages (Text) VALUES ($text)";
        var text = insert.Parameters.Add("$text", SqliteType.Text);
        insert.Prepare();
        var batch = new List<Entry>(MaxBatch);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MaxBatch && _queue.TryTake(out var next))
            {
                batch.Add(next);
            }

            using (var transaction = connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                foreach (var entry in batch)
                {
                    text.Value = entry.Text;
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            batch.ForEach(entry => entry.Done.SetResult());
            batch.Clear();
        }

        _ended.SetResult();
    }

    private readonly record struct Entry(string Text, TaskCompletionSource Done);
}
