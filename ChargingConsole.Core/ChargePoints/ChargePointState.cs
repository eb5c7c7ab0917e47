using System.Collections.Immutable;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Security;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>All that is known of a charge point at one moment. Immutable, so that screens and handlers read it without a lock.</summary>
public sealed record ChargePointState
{
    /// <summary>What is kept over restarts.</summary>
    public required ChargePointRow Row { get; init; }

    /// <summary>The open connection; null when there is none.</summary>
    public ConnectionState? Connection { get; init; }

    /// <summary>The connectors by id, from 1.</summary>
    public ImmutableSortedDictionary<int, ConnectorState> Connectors { get; init; } = ImmutableSortedDictionary<int, ConnectorState>.Empty;

    /// <summary>Connector 0: the charge point itself; null when it never told.</summary>
    public ConnectorRow? Station { get; init; }

    /// <summary>The latest reading of the main meter (connector 0).</summary>
    public MeterReadingRow? StationReading { get; init; }

    /// <summary>How it has to be understood where it differs from the specification; null while nothing is set or learned.</summary>
    public QuirkSettings? QuirkSettings { get; init; }

    /// <summary>Its latest maintenance, which may be over; null when it never had any.</summary>
    public MaintenanceRow? Maintenance { get; init; }

    /// <summary>Whether it is in maintenance: nobody starts there, and nothing it does is an alarm.</summary>
    public bool IsInMaintenance => Maintenance is { IsOn: true };

    /// <summary>Whether it is connected.</summary>
    public bool IsConnected => Connection is not null;

    /// <summary>How many connectors it has, as far as is known; at least one.</summary>
    public int NumberOfConnectors =>
        Row.NumberOfConnectors ?? (Connectors.IsEmpty ? 1 : Math.Max(1, Connectors.Keys.Max()));

    /// <summary>The state as a whole, in the order of what matters most to an operator.</summary>
    public ChargePointCondition Condition
    {
        get
        {
            if (IsInMaintenance)
            {
                return ChargePointCondition.Maintenance;
            }

            if (!IsConnected)
            {
                return ChargePointCondition.Offline;
            }

            if (Station?.Status == ConnectorStatus.Faulted || Connectors.Values.Any(connector => connector.Status == ConnectorStatus.Faulted))
            {
                return ChargePointCondition.Faulted;
            }

            if (Connectors.Values.Any(connector => connector.IsCharging))
            {
                return ChargePointCondition.Charging;
            }

            if (Station?.Status == ConnectorStatus.Unavailable || (!Connectors.IsEmpty && Connectors.Values.All(connector => connector.Status == ConnectorStatus.Unavailable)))
            {
                return ChargePointCondition.Unavailable;
            }

            if (Connectors.Values.Any(connector => connector.Status is not (ConnectorStatus.Available or ConnectorStatus.Unknown)))
            {
                return ChargePointCondition.Occupied;
            }

            return Connectors.Values.Any(connector => connector.Status == ConnectorStatus.Available)
                ? ChargePointCondition.Available
                : ChargePointCondition.Unknown;
        }
    }

    /// <summary>The live power of all connectors in W.</summary>
    public double PowerW => IsConnected ? Connectors.Values.Sum(connector => connector.PowerW) : 0;

    /// <summary>The connector, or a blank one that was not heard of yet.</summary>
    public ConnectorState Connector(int connectorId) =>
        Connectors.TryGetValue(connectorId, out var connector)
            ? connector
            : new ConnectorState { Row = new ConnectorRow { ChargePointKey = Row.Key, ConnectorId = connectorId } };

    internal ChargePointState With(ConnectorState connector) =>
        this with { Connectors = Connectors.SetItem(connector.ConnectorId, connector) };
}

/// <summary>The state of a charge point as a whole.</summary>
public enum ChargePointCondition : byte
{
    /// <summary>Connected, and no connector told its status.</summary>
    Unknown,
    /// <summary>A connector is free.</summary>
    Available,
    /// <summary>Somebody is about to charge, has just charged, or has reserved.</summary>
    Occupied,
    /// <summary>A transaction is open on a connector.</summary>
    Charging,
    /// <summary>Out of operation.</summary>
    Unavailable,
    /// <summary>Broken.</summary>
    Faulted,
    /// <summary>Not connected.</summary>
    Offline,
    /// <summary>In maintenance, connected or not.</summary>
    Maintenance,
}

/// <summary>An open connection.</summary>
public sealed record ConnectionState
{
    /// <summary>Counts up with every connection of this process.</summary>
    public required long SessionId { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Where it comes from.</summary>
    public required string RemoteAddress { get; init; }

    /// <summary>The subprotocol as chosen; null when none was offered.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>How it is secured, and by what the charge point proved who it is.</summary>
    public AdmittedAs AdmittedAs { get; init; } = AdmittedAs.Anybody;

    /// <summary>What is wrong with it though it stands.</summary>
    public ConnectionTrouble Trouble { get; init; }
}

/// <summary>What is wrong with a connection that stands.</summary>
public enum ConnectionTrouble : byte
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Several requests in a row were not answered.</summary>
    Unresponsive,
    /// <summary>It answers and tells nothing by itself: it waits for an answer that was lost with an earlier connection.</summary>
    Mute,
}
