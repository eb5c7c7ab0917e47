using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Reservations;
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
        ChargePointCondition.Available => new("Available", Symbols.CheckCircle, Available),
        ChargePointCondition.Occupied => new("Occupied", Symbols.Schedule, Waiting),
        ChargePointCondition.Charging => new("Charging", Symbols.Bolt, Charging),
        ChargePointCondition.Unavailable => new("Unavailable", Symbols.DoNotDisturbOn, Idle),
        ChargePointCondition.Faulted => new("Faulted", Symbols.Error, Faulted),
        ChargePointCondition.Offline => new("Offline", Symbols.CloudOff, Idle),
        _ => new("Connected", Symbols.HelpOutline, Idle),
    };

    /// <summary>Of a connector by its status alone.</summary>
    public static Look Of(ConnectorStatus status) => status switch
    {
        ConnectorStatus.Available => new("Available", Symbols.CheckCircle, Available),
        ConnectorStatus.Preparing => new("Preparing", Symbols.Cable, Waiting),
        ConnectorStatus.Charging => new("Charging", Symbols.Bolt, Charging),
        ConnectorStatus.SuspendedEVSE => new("Paused by charger", Symbols.PauseCircle, Waiting),
        ConnectorStatus.SuspendedEV => new("Paused by vehicle", Symbols.PauseCircle, Waiting),
        ConnectorStatus.Finishing => new("Finishing", Symbols.Outlet, Waiting),
        ConnectorStatus.Reserved => new("Reserved", Symbols.EventSeat, Reserved),
        ConnectorStatus.Unavailable => new("Unavailable", Symbols.DoNotDisturbOn, Idle),
        ConnectorStatus.Faulted => new("Faulted", Symbols.Error, Faulted),
        _ => new("Not told yet", Symbols.HelpOutline, Idle),
    };

    /// <summary>Of a connector of a charge point that may be away.</summary>
    public static Look Of(ConnectorState connector, bool connected)
    {
        if (!connected)
        {
            return connector.Transaction is null
                ? new("Offline", Symbols.CloudOff, Idle)
                : new("Session, offline", Symbols.CloudOff, Waiting);
        }

        if (connector.Transaction?.Status == TransactionStatus.Interrupted)
        {
            return new("Interrupted", Symbols.ReportProblem, Faulted);
        }

        return connector is { Transaction: not null, Status: ConnectorStatus.Available or ConnectorStatus.Preparing or ConnectorStatus.Unknown }
            ? new("Session open", Symbols.Bolt, Charging)
            : Of(connector.Status);
    }

    /// <summary>Of a session.</summary>
    public static Look Of(SessionStatus status) => status switch
    {
        SessionStatus.Pending => new("Pending", Symbols.HourglassTop, Waiting),
        SessionStatus.Active => new("Active", Symbols.Bolt, Charging),
        SessionStatus.Stopping => new("Stopping", Symbols.StopCircle, Waiting),
        SessionStatus.Interrupted => new("Interrupted", Symbols.ReportProblem, Faulted),
        _ => new("Completed", Symbols.CheckCircle, Idle),
    };

    /// <summary>Of an id tag by its status.</summary>
    public static Look OfTag(string status) => status switch
    {
        IdTagStatus.Accepted => new("Accepted", Symbols.CheckCircle, Available),
        IdTagStatus.Blocked => new("Blocked", Symbols.Block, Faulted),
        IdTagStatus.Expired => new("Expired", Symbols.EventBusy, Waiting),
        IdTagStatus.Invalid => new("Invalid", Symbols.DoNotDisturbOn, Idle),
        _ => new(status, Symbols.HelpOutline, Idle),
    };

    /// <summary>Of a reservation.</summary>
    public static Look Of(ReservationStatus status) => status switch
    {
        ReservationStatus.Accepted => new("Held", Symbols.EventSeat, Reserved),
        ReservationStatus.Used => new("Used", Symbols.CheckCircle, Available),
        ReservationStatus.Cancelled => new("Cancelled", Symbols.Cancel, Idle),
        _ => new("Expired", Symbols.EventBusy, Waiting),
    };

    /// <summary>Of a command.</summary>
    public static Look Of(CommandState state) => state switch
    {
        CommandState.Requested => new("Requested", Symbols.HourglassTop, Waiting),
        CommandState.Sent => new("Sent", Symbols.NorthEast, Waiting),
        CommandState.Accepted => new("Accepted", Symbols.Check, Charging),
        CommandState.Confirmed => new("Confirmed", Symbols.CheckCircle, Available),
        CommandState.Rejected => new("Rejected", Symbols.Block, Faulted),
        CommandState.NotSupported => new("Not supported", Symbols.Block, Idle),
        CommandState.Error => new("Error", Symbols.Error, Faulted),
        CommandState.TimedOut => new("No answer", Symbols.TimerOff, Faulted),
        CommandState.Offline => new("Offline", Symbols.CloudOff, Faulted),
        _ => new("Expired", Symbols.EventBusy, Waiting),
    };

    /// <summary>Why a tag is refused, in a sentence.</summary>
    public static string Refusal(string status) => status switch
    {
        IdTagStatus.Blocked => Texts.Say("This tag is blocked."),
        IdTagStatus.Expired => Texts.Say("This tag has expired."),
        _ => Texts.Say("This tag is not valid."),
    };

    /// <summary>An action in an operator's words.</summary>
    public static string Action(string action) => ActionForms.Find(action)?.Title ?? action;
}
