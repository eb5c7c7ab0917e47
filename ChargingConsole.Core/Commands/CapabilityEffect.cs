using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Commands;

/// <summary>Remembers what a charge point answered NotSupported or NotImplemented to, and forgets it when it is answered otherwise.</summary>
internal sealed class CapabilityEffect : ICommandEffect
{
    public string? Action => null;

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        // Of a configuration key, not of the action; and what is a profile's own business stays its own.
        if (command.Action is "ChangeConfiguration" && command.AnswerStatus == CallErrorCode.NotSupported && command.State != CommandState.Error && IsResult(command))
        {
            return null;
        }

        if (command.State is not (CommandState.NotSupported or CommandState.Accepted or CommandState.Confirmed or CommandState.Rejected))
        {
            return null;
        }

        var isMissing = command.State == CommandState.NotSupported;
        var name = Name(command, isMissing);
        var before = chargePoint.State.QuirkSettings;
        var known = before?.NotSupported;
        // Whoever agrees to one message knows the action.
        var next = Capabilities.With(isMissing ? known : Capabilities.With(known, command.Action, false), name, isMissing);
        if (next == known)
        {
            return null;
        }

        var firmware = chargePoint.State.Row.FirmwareVersion;
        unit.Upsert(Changed(before, chargePoint.Key, next, firmware));
        return () => chargePoint.Change((next, firmware), static (state, told) => state with
        {
            QuirkSettings = Changed(state.QuirkSettings, state.Row.Key, told.next, told.firmware),
        });
    }

    private static QuirkSettings Changed(QuirkSettings? settings, int key, string? notSupported, string? firmware) =>
        (settings ?? new QuirkSettings { ChargePointKey = key }) with { NotSupported = notSupported, NotSupportedFirmware = notSupported is null ? null : firmware };

    /// <summary>A CALLERROR speaks of the whole action, a status in a CALLRESULT of TriggerMessage only of the message asked for.</summary>
    private static string Name(CommandRow command, bool isMissing)
    {
        if (command.Action is not ("TriggerMessage" or "ExtendedTriggerMessage") || (isMissing && !IsResult(command)))
        {
            return command.Action;
        }

        using var request = JsonDocument.Parse(command.Request);
        return request.RootElement.TryGetProperty("requestedMessage", out var message) && message.ValueKind == JsonValueKind.String
            ? $"{command.Action}:{message.GetString()}"
            : command.Action;
    }

    private static bool IsResult(CommandRow command)
    {
        if (command.Answer is null)
        {
            return false;
        }

        try
        {
            using var answer = JsonDocument.Parse(command.Answer);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("status", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
