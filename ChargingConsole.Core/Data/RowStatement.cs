using System.Data.Common;

namespace ChargingConsole.Core.Data;

/// <summary>A statement on one connection, ready to be run for one row after the other.</summary>
internal abstract class RowStatement : IDisposable
{
    /// <summary>Runs it for a row; gives how many rows it changed.</summary>
    public abstract int Execute(object row, DbTransaction transaction);

    public abstract void Dispose();
}
