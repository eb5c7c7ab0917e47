using ChargingConsole.Core.Jobs;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components.Jobs;

/// <summary>How jobs and their requests look.</summary>
public static class JobLooks
{
    /// <summary>Of a job.</summary>
    public static Look Of(JobRow job) => job.State switch
    {
        JobState.Running => new("Running", Symbols.PlayCircle, "is-charging"),
        JobState.Cancelling => new("Cancelling", Symbols.HourglassTop, "is-waiting"),
        JobState.Cancelled => new("Cancelled", Symbols.Cancel, "is-idle"),
        _ when job.Failed + job.Unanswered > 0 => new("Ended, not all agreed", Symbols.ReportProblem, "is-faulted"),
        _ => new("Done", Symbols.CheckCircle, "is-available"),
    };

    /// <summary>Of one request.</summary>
    public static Look Of(JobTargetState state) => state switch
    {
        JobTargetState.Waiting => new("Waiting", Symbols.HourglassTop, "is-idle"),
        JobTargetState.Asking => new("Being asked", Symbols.NorthEast, "is-waiting"),
        JobTargetState.Accepted => new("Agreed", Symbols.CheckCircle, "is-available"),
        JobTargetState.Rejected => new("Rejected", Symbols.Block, "is-faulted"),
        JobTargetState.NotSupported => new("Not supported", Symbols.Block, "is-faulted"),
        JobTargetState.Error => new("Error", Symbols.Error, "is-faulted"),
        JobTargetState.NoAnswer => new("No answer", Symbols.TimerOff, "is-faulted"),
        JobTargetState.Offline => new("Offline", Symbols.CloudOff, "is-faulted"),
        JobTargetState.Unknown => new("Not known", Symbols.HelpOutline, "is-faulted"),
        JobTargetState.Refused => new("Not sent", Symbols.Block, "is-faulted"),
        JobTargetState.Skipped => new("Spared", Symbols.SkipNext, "is-idle"),
        _ => new("Cancelled", Symbols.Cancel, "is-idle"),
    };
}
