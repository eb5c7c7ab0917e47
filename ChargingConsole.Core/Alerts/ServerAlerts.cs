using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Core.Alerts;

/// <summary>What is wrong with the server itself: its database, its journal, its disk.</summary>
internal sealed class ServerAlerts(DatabaseCondition database, FrameJournal journal) : IAlertSource
{
    private const double MiB = 1024 * 1024;
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);
    private readonly Queue<(DateTimeOffset At, long Lost)> _lost = new();

    public IEnumerable<AlertCondition> Look(AlertRules rules, DateTimeOffset now)
    {
        if (rules.IsOn(AlertKind.Database) && !database.IsTaking)
        {
            yield return new AlertCondition(AlertKind.Database, "database", null, null, null, null);
        }

        if (rules.IsOn(AlertKind.JournalGap) && Lost(now) is var lost && lost >= rules[AlertKind.JournalGap].Threshold)
        {
            yield return new AlertCondition(AlertKind.JournalGap, "journal", null, now, lost, null);
        }

        if (rules.IsOn(AlertKind.DiskSpace) && Free() is { } free && free < rules[AlertKind.DiskSpace].Threshold)
        {
            yield return new AlertCondition(AlertKind.DiskSpace, "disk", null, null, free, null);
        }
    }

    private long Lost(DateTimeOffset now)
    {
        var total = journal.TotalLost;
        _lost.Enqueue((now, total));
        while (_lost.Peek().At < now - s_window)
        {
            _lost.Dequeue();
        }

        return total - _lost.Peek().Lost;
    }

    /// <summary>The free space in MiB where an embedded database lies; null where nobody can tell.</summary>
    private double? Free()
    {
        try
        {
            return database.Folder is { } folder ? new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace / MiB : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
