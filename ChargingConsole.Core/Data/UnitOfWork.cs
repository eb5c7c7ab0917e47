namespace ChargingConsole.Core.Data;

/// <summary>
/// The rows one act changes, committed whole or not at all. Live state changes only after the
/// commit was awaited, so that memory never runs ahead of the disk.
/// </summary>
public sealed class UnitOfWork
{
    private readonly List<RowChange> _changes = new(2);

    // Continuations run on the pool threads that release a batch, one hop for many units (see CommitQueue).
    private readonly TaskCompletionSource _completion = new();

    /// <summary>Adds a row.</summary>
    public void Insert<T>(T row)
        where T : class => _changes.Add(new(RowChangeKind.Insert, row));

    /// <summary>Replaces the row with the same key.</summary>
    public void Update<T>(T row)
        where T : class => _changes.Add(new(RowChangeKind.Update, row));

    /// <summary>Replaces the row with the same key, or adds it.</summary>
    public void Upsert<T>(T row)
        where T : class => _changes.Add(new(RowChangeKind.Upsert, row));

    /// <summary>Removes the row with the same key.</summary>
    public void Delete<T>(T row)
        where T : class => _changes.Add(new(RowChangeKind.Delete, row));

    /// <summary>Adds all changes of another unit.</summary>
    internal void Add(UnitOfWork other) => _changes.AddRange(other._changes);

    internal IReadOnlyList<RowChange> Changes => _changes;

    internal Task Completion => _completion.Task;

    internal void Committed() => _completion.TrySetResult();

    internal void Failed(Exception reason) => _completion.TrySetException(reason);
}

internal enum RowChangeKind : byte
{
    Insert,
    Update,
    Upsert,
    Delete,
}

internal readonly record struct RowChange(RowChangeKind Kind, object Row);
