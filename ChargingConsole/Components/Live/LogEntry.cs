using ChargingConsole.Core.Journal;

namespace ChargingConsole.Components.Live;

/// <summary>A row of the log: a frame, or a break in the stream of them.</summary>
public sealed record LogEntry
{
    /// <summary>The frame; null for a break.</summary>
    public FrameRow? Frame { get; private init; }

    /// <summary>What the break is.</summary>
    public LogBreak Break { get; private init; }

    /// <summary>How many frames are missing, or were left out.</summary>
    public long Count { get; private init; }

    /// <summary>For a mark: when it was made, UTC.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Whether frames are missing at the break, rather than held back.</summary>
    public bool IsGap => Break is LogBreak.Browser or LogBreak.Journal or LogBreak.View;

    /// <summary>A row for a frame; a frame that stands for a gap in the journal becomes a break.</summary>
    public static LogEntry Of(FrameRow frame) => frame.Gap is { } lost ? Gap(lost, LogBreak.Journal) : new() { Frame = frame };

    /// <summary>A row for frames that are missing.</summary>
    public static LogEntry Gap(long count, LogBreak why) => new() { Break = why, Count = count };

    /// <summary>A row that says where somebody paused; nothing is missing.</summary>
    public static LogEntry Paused(DateTimeOffset at) => new() { Break = LogBreak.Paused, At = at };
}

/// <summary>Why a log has a break.</summary>
public enum LogBreak
{
    /// <summary>There is none.</summary>
    None,
    /// <summary>More came than the browser could take; the journal has it.</summary>
    Browser,
    /// <summary>More came than the journal could take.</summary>
    Journal,
    /// <summary>More came while the view was held than it keeps; the journal has it.</summary>
    View,
    /// <summary>Somebody paused the view here.</summary>
    Paused,
}
