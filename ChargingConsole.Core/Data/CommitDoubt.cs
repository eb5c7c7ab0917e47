using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChargingConsole.Core.Data;

/// <summary>
/// Keeps a commit whose answer was lost from being written again: every batch leaves its mark in its own
/// transaction, and after an error of the commit the mark is read before anything else is written. Units
/// whose fate cannot be asked yet are held, neither told committed nor failed.
/// </summary>
internal sealed class CommitDoubt(DatabaseEngine engine, ChargingDbContext model)
{
    /// <summary>How long nothing is asked while units are held and no work comes that would ask anyway.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly string _writer = Guid.NewGuid().ToString("N");
    private long _last;
    private long? _open;
    private UnitOfWork[] _held = [];

    /// <summary>Whether a commit's fate is to be asked.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>How long the writer may sleep.</summary>
    public TimeSpan Patience => _held.Length == 0 ? Timeout.InfiniteTimeSpan : s_interval;

    /// <summary>The number of the next batch.</summary>
    public long Next() => ++_last;

    /// <summary>Whether it is this batch whose fate is to be asked.</summary>
    public bool IsOf(long number) => _open == number;

    /// <summary>Commits, and leaves the batch's mark where the database may fail to tell that it did.</summary>
    /// <exception cref="CommitInDoubtException">The answer was lost.</exception>
    public void Commit(RowWriter rows, DbTransaction transaction, long number)
    {
        if (!engine.CommitCanBeInDoubt)
        {
            rows.Complete(transaction);
            transaction.Commit();
            return;
        }

        rows.Write(new RowChange(RowChangeKind.Upsert, new CommitMarkRow { Writer = _writer, Batch = number }), transaction);
        rows.Complete(transaction);
        try
        {
            transaction.Commit();
        }
        catch (Exception e)
        {
            _open = number;
            throw new CommitInDoubtException(e);
        }
    }

    /// <summary>Keeps these units until the fate of their batch is known.</summary>
    public void Hold(UnitOfWork[] units) => _held = units;

    /// <summary>Asks what became of the commit in doubt; gives the units held for it, and whether it took place.</summary>
    /// <exception cref="CommitInDoubtException">The database does not tell yet.</exception>
    public bool Settle(DbConnection connection, out UnitOfWork[] held)
    {
        try
        {
            var isCommitted = IsMarked(connection, _open!.Value);
            held = _held;
            _open = null;
            _held = [];
            return isCommitted;
        }
        catch (Exception e)
        {
            throw new CommitInDoubtException(e);
        }
    }

    /// <summary>Gives up asking: the units that are still held.</summary>
    public UnitOfWork[] Abandon() => _held;

    private bool IsMarked(DbConnection connection, long number)
    {
        var sql = model.GetService<ISqlGenerationHelper>();
        var table = model.Model.FindEntityType(typeof(CommitMarkRow))!.GetTableName()!;
        using var command = connection.CreateCommand();
        // The old connection may still be about to commit: the row is waited for, not read as it was before.
        command.CommandText =
            $"SELECT COUNT(*) FROM {sql.DelimitIdentifier(table)} {engine.WaitingForWriters} " +
            $"WHERE {Is(nameof(CommitMarkRow.Id), "@id")} AND {Is(nameof(CommitMarkRow.Writer), "@writer")} AND {Is(nameof(CommitMarkRow.Batch), "@batch")}";
        Add("@id", CommitMarkRow.TheOne);
        Add("@writer", _writer);
        Add("@batch", number);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 1;

        string Is(string column, string parameter) => $"{sql.DelimitIdentifier(column)} = {parameter}";

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }
}
