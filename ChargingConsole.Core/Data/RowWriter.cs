using System.Data.Common;

namespace ChargingConsole.Core.Data;

/// <summary>
/// Writes rows on one connection with statements derived from the EF model, kept for as long as the
/// connection lives. EF's change tracker would cost several times the write itself.
/// </summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>Writes one change, now or with others at the latest in <see cref="Complete"/>.</summary>
    /// <exception cref="CommitConflictException">A row to be updated is not there.</exception>
    public abstract void Write(in RowChange change, DbTransaction transaction);

    /// <summary>Writes what was kept back; after it the transaction may be committed.</summary>
    /// <exception cref="CommitConflictException">A row to be updated is not there.</exception>
    public virtual void Complete(DbTransaction transaction)
    {
    }

    /// <summary>Forgets what was kept back: its transaction failed.</summary>
    public virtual void Discard()
    {
    }

    public abstract void Dispose();

    /// <summary>The one error of an update that found no row.</summary>
    protected static CommitConflictException NotThere(object row) => new($"A {row.GetType().Name} to be updated is not in the database.");
}
