namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>The states of a connector, as OCPP 1.6 §7.7 spells them.</summary>
public enum ConnectorState
{
    /// <summary>Free.</summary>
    Available,
    /// <summary>Plugged in or promised to somebody, not charging yet.</summary>
    Preparing,
    /// <summary>Energy flows.</summary>
    Charging,
    /// <summary>A transaction runs and the car takes nothing.</summary>
    SuspendedEV,
    /// <summary>The transaction is over and the cable still plugged in.</summary>
    Finishing,
    /// <summary>Out of order.</summary>
    Faulted,
    /// <summary>Taken out of service.</summary>
    Unavailable,
}

/// <summary>
/// One connector, its meter, and the car at it. The state follows from the facts (fault, transaction,
/// availability, cable), so no path can leave it in a state the facts deny.
/// </summary>
public sealed class VirtualConnector
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

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
                    { Transaction: not null, StateOfCharge: >= 100 } => ConnectorState.SuspendedEV,
                    { Transaction: not null } => ConnectorState.Charging,
                    { _inoperative: true } => ConnectorState.Unavailable,
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

    /// <summary>Promises the connector to a tag; false when it is taken, faulted or out of service.</summary>
    internal bool TryExpect(string idTag)
    {
        lock (_gate)
        {
            if (State is not (ConnectorState.Available or ConnectorState.Preparing or ConnectorState.Finishing) || _expectedTag is not null)
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

    /// <summary>Begins a transaction; null when one runs already or the connector cannot charge.</summary>
    internal VirtualTransaction? Begin(string idTag)
    {
        lock (_gate)
        {
            if (State is not (ConnectorState.Preparing or ConnectorState.Finishing) || !IsPluggedIn)
            {
                return null;
            }

            _expectedTag = null;
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
        }
    }

    internal void SetOperative(bool operative)
    {
        lock (_gate)
        {
            _inoperative = !operative;
        }
    }

    private ChargingReading Flow(DateTimeOffset at) => Transaction is { } transaction && FaultCode is null
        ? Curve.At(StateOfCharge, at - transaction.StartedAt, (_random.NextDouble() * 2) - 1)
        : Curve.At(stateOfCharge: 100, TimeSpan.Zero);

    private void Measure()
    {
        var now = _clock.GetUtcNow();
        if (Transaction is null || FaultCode is not null)
        {
            _measuredAt = now;
            return;
        }

        while (_measuredAt < now)
        {
            var step = now - _measuredAt < s_step ? now - _measuredAt : s_step;
            var wattHours = Flow(_measuredAt).Watts * step.TotalHours;
            _register += wattHours;
            StateOfCharge = Math.Min(100, StateOfCharge + (100 * wattHours / _description.BatteryWattHours));
            _measuredAt += step;
        }
    }
}
