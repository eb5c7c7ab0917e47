using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Reservations;
using ChargingConsole.Resources;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components;

/// <summary>How a state looks: never a colour alone, always with an icon and a word.</summary>
/// <param name="Word">The word.</param>
/// <param name="Icon">The icon.</param>
/// <param name="Class">The CSS class that sets the state's colour.</param>
public readonly record struct Look(string Word, string Icon, string Class);

/// <summary>The looks of all states, so that each state looks the same everywhere.</summary>
public static class Looks
{
    private const string Available = "is-available";
    private const string Charging = "is-charging";
    private const string Waiting = "is-waiting";
    private const string Reserved = "is-reserved";
    private const string Faulted = "is-faulted";
    private const string Idle = "is-idle";

    /// <summary>Of a charge point.</summary>
    public static Look Of(ChargePointCondition condition) => condition switch
    {
        ChargePointCondition.Available => new(Texts.Key("Available"), Symbols.CheckCircle, Available),
        ChargePointCondition.Occupied => new(Texts.Key("Occupied"), Symbols.Schedule, Waiting),
        ChargePointCondition.Charging => new(Texts.Key("Charging"), Symbols.Bolt, Charging),
        ChargePointCondition.Unavailable => new(Texts.Key("Unavailable"), Symbols.DoNotDisturbOn, Idle),
        ChargePointCondition.Faulted => new(Texts.Key("Faulted"), Symbols.Error, Faulted),
        ChargePointCondition.Maintenance => new(Texts.Key("Maintenance"), Symbols.Build, Reserved),
        ChargePointCondition.Offline => new(Texts.Key("Offline"), Symbols.CloudOff, Idle),
        _ => new(Texts.Key("Connected"), Symbols.HelpOutline, Idle),
    };

    /// <summary>Of a connector by its status alone.</summary>
    public static Look Of(ConnectorStatus status) => status switch
    {
        ConnectorStatus.Available => new(Texts.Key("Available"), Symbols.CheckCircle, Available),
        ConnectorStatus.Preparing => new(Texts.Key("Preparing"), Symbols.Cable, Waiting),
        ConnectorStatus.Charging => new(Texts.Key("Charging"), Symbols.Bolt, Charging),
        ConnectorStatus.SuspendedEVSE => new(Texts.Key("Paused by charger"), Symbols.PauseCircle, Waiting),
        ConnectorStatus.SuspendedEV => new(Texts.Key("Paused by vehicle"), Symbols.PauseCircle, Waiting),
        ConnectorStatus.Finishing => new(Texts.Key("Finishing"), Symbols.Outlet, Waiting),
        ConnectorStatus.Reserved => new(Texts.Key("Reserved"), Symbols.EventSeat, Reserved),
        ConnectorStatus.Unavailable => new(Texts.Key("Unavailable"), Symbols.DoNotDisturbOn, Idle),
        ConnectorStatus.Faulted => new(Texts.Key("Faulted"), Symbols.Error, Faulted),
        _ => new(Texts.Key("Not told yet"), Symbols.HelpOutline, Idle),
    };

    /// <summary>Of a connector of a charge point that may be away.</summary>
    public static Look Of(ConnectorState connector, bool connected)
    {
        if (!connected)
        {
            return connector.Transaction is null
                ? new(Texts.Key("Offline"), Symbols.CloudOff, Idle)
                : new(Texts.Key("Session, offline"), Symbols.CloudOff, Waiting);
        }

        if (connector.Transaction?.Status == TransactionStatus.Interrupted)
        {
            return new(Texts.Key("Interrupted"), Symbols.ReportProblem, Faulted);
        }

        return connector is { Transaction: not null, Status: ConnectorStatus.Available or ConnectorStatus.Preparing or ConnectorStatus.Unknown }
            ? new(Texts.Key("Session open"), Symbols.Bolt, Charging)
            : Of(connector.Status);
    }

    /// <summary>Of a session.</summary>
    public static Look Of(SessionStatus status) => status switch
    {
        SessionStatus.Pending => new(Texts.Key("Pending"), Symbols.HourglassTop, Waiting),
        SessionStatus.Active => new(Texts.Key("Active"), Symbols.Bolt, Charging),
        SessionStatus.Stopping => new(Texts.Key("Stopping"), Symbols.StopCircle, Waiting),
        SessionStatus.Interrupted => new(Texts.Key("Interrupted"), Symbols.ReportProblem, Faulted),
        _ => new(Texts.Key("Completed"), Symbols.CheckCircle, Idle),
    };

    /// <summary>Of an id tag by its status.</summary>
    public static Look OfTag(string status) => status switch
    {
        IdTagStatus.Accepted => new(Texts.Key("Accepted"), Symbols.CheckCircle, Available),
        IdTagStatus.Blocked => new(Texts.Key("Blocked"), Symbols.Block, Faulted),
        IdTagStatus.Expired => new(Texts.Key("Expired"), Symbols.EventBusy, Waiting),
        IdTagStatus.Invalid => new(Texts.Key("Invalid"), Symbols.DoNotDisturbOn, Idle),
        _ => new(status, Symbols.HelpOutline, Idle),
    };

    /// <summary>Of a reservation.</summary>
    public static Look Of(ReservationStatus status) => status switch
    {
        ReservationStatus.Accepted => new(Texts.Key("Held"), Symbols.EventSeat, Reserved),
        ReservationStatus.Used => new(Texts.Key("Used"), Symbols.CheckCircle, Available),
        ReservationStatus.Cancelled => new(Texts.Key("Cancelled"), Symbols.Cancel, Idle),
        _ => new(Texts.Key("Expired"), Symbols.EventBusy, Waiting),
    };

    /// <summary>Of a command.</summary>
    public static Look Of(CommandState state) => state switch
    {
        CommandState.Requested => new(Texts.Key("Requested"), Symbols.HourglassTop, Waiting),
        CommandState.Sent => new(Texts.Key("Sent"), Symbols.NorthEast, Waiting),
        CommandState.Accepted => new(Texts.Key("Accepted"), Symbols.Check, Charging),
        CommandState.Confirmed => new(Texts.Key("Confirmed"), Symbols.CheckCircle, Available),
        CommandState.Rejected => new(Texts.Key("Rejected"), Symbols.Block, Faulted),
        CommandState.NotSupported => new(Texts.Key("Not supported"), Symbols.Block, Idle),
        CommandState.Error => new(Texts.Key("Error"), Symbols.Error, Faulted),
        CommandState.TimedOut => new(Texts.Key("No answer"), Symbols.TimerOff, Faulted),
        CommandState.Offline => new(Texts.Key("Offline"), Symbols.CloudOff, Faulted),
        _ => new(Texts.Key("Expired"), Symbols.EventBusy, Waiting),
    };

    /// <summary>Why a tag is refused, in a sentence.</summary>
    public static string Refusal(string status) => status switch
    {
        IdTagStatus.Blocked => Texts.Say("This tag is blocked."),
        IdTagStatus.Expired => Texts.Say("This tag has expired."),
        _ => Texts.Say("This tag is not valid."),
    };

    /// <summary>A job's title; one that was made from its requests is in the viewer's language.</summary>
    public static string Title(Core.Jobs.JobRow job) => ActionForms.Find(job.Title) is { } form ? Texts.Say(form.Title) : Recorded.Say(job.Title);

    /// <summary>An action in an operator's words.</summary>
    public static string Action(string action) => ActionForms.Find(action)?.Title ?? action;
}
