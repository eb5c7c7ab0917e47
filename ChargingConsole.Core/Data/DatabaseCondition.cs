namespace ChargingConsole.Core.Data;

/// <summary>How the database is, for those who look after it.</summary>
public sealed class DatabaseCondition(ChargingDatabase database, CommitQueue commits)
{
    /// <summary>Whether it takes what is written.</summary>
    public bool IsTaking => commits.IsTaking;

    /// <summary>How many units of work wait for a commit.</summary>
    public int Waiting => commits.Depth;

    /// <summary>How many transactions were committed since the start.</summary>
    public long Commits => commits.Commits;

    /// <summary>The folder of an embedded database; null for a server.</summary>
    public string? Folder => database.Engine.Folder;

    /// <summary>How large an embedded database is, in bytes; null for a server.</summary>
    public long? SizeBytes => database.Engine.SizeBytes;
}
