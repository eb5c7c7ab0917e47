using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.V16.Shapes;

namespace ChargingConsole.Core.Commands;

/// <summary>The effects of all actions.</summary>
public sealed class CommandEffects(IEnumerable<ICommandEffect> effects)
{
    private readonly ICommandEffect[] _all = [.. effects];

    /// <summary>The payload as it is to be checked and sent.</summary>
    public string Prepare(ChargePoint chargePoint, string action, string payload)
    {
        foreach (var effect in _all)
        {
            if (effect.Action is null || effect.Action == action)
            {
                payload = effect.Prepare(chargePoint, payload);
            }
        }

        return payload;
    }

    /// <summary>What stands against sending a prepared payload, besides the specification.</summary>
    internal IEnumerable<PayloadFault> Check(ChargePoint chargePoint, string action, string payload) =>
        _all.Where(effect => effect.Action is null || effect.Action == action).SelectMany(effect => effect.Check(chargePoint, payload));

    /// <summary>Adds to the unit what the asking itself changes; gives what to do after the commit.</summary>
    internal Action? Recording(ChargePoint chargePoint, CommandRow command, string payload, UnitOfWork unit)
    {
        Action? after = null;
        foreach (var effect in _all)
        {
            if (effect.Action is null || effect.Action == command.Action)
            {
                after += effect.Recording(chargePoint, command, payload, unit);
            }
        }

        return after;
    }

    /// <summary>A recorded command goes out now.</summary>
    internal void Asked(ChargePoint chargePoint, CommandRow command)
    {
        foreach (var effect in _all)
        {
            if (effect.Action is null || effect.Action == command.Action)
            {
                effect.Asked(chargePoint, command);
            }
        }
    }

    /// <summary>Adds to the unit what the answer changes; gives what to do after the commit.</summary>
    internal Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        Action? after = null;
        foreach (var effect in _all)
        {
            if (effect.Action is null || effect.Action == command.Action)
            {
                after += effect.Answered(chargePoint, command, unit);
            }
        }

        return after;
    }
}
