using ChargingConsole.Simulator.ChargePoints.Reserving;
using ChargingConsole.Simulator.ChargePoints.SmartCharging;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>
/// One connector, its meter, and the car at it. The state follows from the facts (fault, transaction,
/// availability, cable), so no path can leave it in a state the facts deny.
/// </summary>
public sealed partial class VirtualConnector
{
    private readonly Lock _gate = new();
    private readonly ConnectorDescription _description;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private TaskCompletionSource _plugged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double _register;
    private DateTimeOffset _measuredAt;
    private bool _hadTransaction;
    private bool _inoperative;
    private string? _expectedTag;
    private bool _carRests;
    private bool _stationRests;

    internal VirtualConnector(int id, ConnectorDescription description, TimeProvider clock, Random random)
    {
        Id = id;
        _description = description;
        _clock = clock;
        _random = random;
        _register = description.InitialRegisterWattHours;
        _measuredAt = clock.GetUtcNow();
    }

    /// <summary>The connector's number, from 1.</summary>
    public int Id { get; }

    /// <summary>Whether a cable is plugged in.</summary>
    public bool IsPluggedIn { get; private set; }

    /// <summary>The running transaction.</summary>
    public VirtualTransaction? Transaction { get; private set; }

    /// <summary>The OCPP error code of a fault; null without one.</summary>
    public string? FaultCode { get; private set; }

    /// <summary>What it delivers.</summary>
    public ChargingCurve Curve => _description.Curve;

    /// <summary>The phases it takes from the grid: those of the curve, or three for DC.</summary>
    internal int GridPhases => Curve.IsDirectCurrent ? 3 : Curve.Phases;

    /// <summary>What charging profiles allow at a time; null without a limit.</summary>
    internal Func<DateTimeOffset, ChargingLimit?>? Allowed { get; init; }

    /// <summary>State of charge of the car, in percent.</summary>
    public double StateOfCharge { get; private set; }

    /// <summary>The meter in whole Wh; it never goes back.</summary>
    public long RegisterWattHours
    {
        get
        {
            lock (_gate)
            {
                Measure();
                return (long)_register;
            }
        }
    }

    /// <summary>What flows now.</summary>
    public ChargingReading Reading
    {
        get
        {
            lock (_gate)
            {
                Measure();
                return Flow(_clock.GetUtcNow());
            }
        }
    }

    /// <summary>The state to report.</summary>
    public ConnectorState State
    {
        get
        {
            lock (_gate)
            {
                Measure();
                return this switch
                {
                    { FaultCode: not null } => ConnectorState.Faulted,
                    { Transaction: not null } when CarTakesNothing => ConnectorState.SuspendedEV,
                    { Transaction: not null } when Ceiling(_measuredAt) <= 0 => ConnectorState.SuspendedEVSE,
                    { Transaction: not null } => ConnectorState.Charging,
                    { _inoperative: true } => ConnectorState.Unavailable,
                    { Reservation: not null, _expectedTag: null } => ConnectorState.Reserved,
                    { IsPluggedIn: true, _hadTransaction: true, _expectedTag: null } => ConnectorState.Finishing,
                    { IsPluggedIn: true } or { _expectedTag: not null } => ConnectorState.Preparing,
                    _ => ConnectorState.Available,
                };
            }
        }
    }

    /// <summary>Ends when a cable is plugged in.</summary>
    internal Task PluggedIn
    {
        get
        {
            lock (_gate)
            {
                return _plugged.Task;
            }
        }
    }

    /// <summary>Plugs a car in whose battery stands at this state of charge, in percent.</summary>
    internal void PlugIn(double stateOfCharge)
    {
        lock (_gate)
        {
            IsPluggedIn = true;
            _hadTransaction = false;
            StateOfCharge = stateOfCharge;
            _plugged.TrySetResult();
        }
    }

    internal void Unplug()
    {
        lock (_gate)
        {
            if (IsPluggedIn)
            {
                IsPluggedIn = false;
                _hadTransaction = false;
                _plugged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>
    /// Promises the connector to a tag for a moment; false when it is taken, faulted, out of service, or reserved by
    /// somebody who is not <paramref name="isReserving"/>.
    /// </summary>
    internal bool TryExpect(string idTag, bool isReserving = false)
    {
        lock (_gate)
        {
            if (_expectedTag is not null
                || !(State is ConnectorState.Available or ConnectorState.Preparing or ConnectorState.Finishing
                    || (State == ConnectorState.Reserved && isReserving)))
            {
                return false;
            }

            _expectedTag = idTag;
            return true;
        }
    }

    internal void ExpectNobody()
    {
        lock (_gate)
        {
            _expectedTag = null;
        }
    }

    /// <summary>
    /// Begins a transaction; null when one runs already or the connector cannot charge. A reserved connector begins only
    /// with the reservation it is reserved by, which ends with that.
    /// </summary>
    internal VirtualTransaction? Begin(string idTag, Reservation? reservation = null)
    {
        lock (_gate)
        {
            if (State is not (ConnectorState.Preparing or ConnectorState.Finishing or ConnectorState.Reserved)
                || !IsPluggedIn || (Reservation is not null && Reservation != reservation))
            {
                return null;
            }

            _expectedTag = null;
            Reservation = null;
            (_carRests, _stationRests) = (false, false);
            _hadTransaction = true;
            var now = _clock.GetUtcNow();
            return Transaction = new VirtualTransaction(Id, idTag, (long)_register, now);
        }
    }

    /// <summary>Ends the running transaction; gives it with the register in Wh, or null when none runs.</summary>
    internal (VirtualTransaction Transaction, long MeterStop, DateTimeOffset At)? End()
    {
        lock (_gate)
        {
            Measure();
            if (Transaction is not { } transaction)
            {
                return null;
            }

            Transaction = null;
            return (transaction, (long)_register, _clock.GetUtcNow());
        }
    }

    internal void Fault(string? errorCode)
    {
        lock (_gate)
        {
            Measure();
            FaultCode = errorCode;
            Reservation = errorCode is null ? Reservation : null;
        }
    }

    /// <summary>Lets the car, or the charge point itself, stop the flow within the transaction until <see cref="Resume"/>.</summary>
    internal void Suspend(bool byCar)
    {
        lock (_gate)
        {
            Measure();
            (_carRests, _stationRests) = (byCar, !byCar);
        }
    }

    internal void Resume()
    {
        lock (_gate)
        {
            Measure();
            (_carRests, _stationRests) = (false, false);
        }
    }

    internal void SetOperative(bool operative)
    {
        lock (_gate)
        {
            _inoperative = !operative;
            Reservation = operative ? Reservation : null;
        }
    }
}
