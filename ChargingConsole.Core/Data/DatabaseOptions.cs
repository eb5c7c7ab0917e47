namespace ChargingConsole.Core.Data;

/// <summary>Which database holds the data (section <c>Database</c>); the connection string is <c>ConnectionStrings:Charging</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The provider.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;
}

/// <summary>The databases the console runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>One embedded file.</summary>
    Sqlite,
    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,
}
