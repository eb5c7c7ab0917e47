using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Configuration;

/// <summary>What came of setting one key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value asked for; hidden when it is a secret.</param>
/// <param name="Status">The charge point's status; null when it gave none.</param>
/// <param name="Code">The outcome's word, of <see cref="OutcomeCode"/>.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="CommandId">The recorded command; null when nothing was asked.</param>
public sealed record KeyOutcome(string Key, string Value, string? Status, string Code, string Message, long? CommandId)
{
    /// <summary>Whether the charge point took the value.</summary>
    public bool Success => Code == OutcomeCode.Accepted;

    /// <summary>Whether the value works only after a reboot.</summary>
    public bool NeedsReboot => Status == "RebootRequired";
}

/// <summary>Sets configuration keys, one after the other, and tells of each what came of it.</summary>
public sealed class ConfigurationWriter(CommandDesk desk)
{
    /// <summary>Sets one key. The value was checked by <see cref="KnownKeys.Fault"/>.</summary>
    public async Task<KeyOutcome> ChangeAsync(string chargePointId, string key, string value, Actor requestedBy)
    {
        var outcome = await desk.SendAsync(chargePointId, "ChangeConfiguration", ConfigurationTemplate.ChangePayload(key, value), requestedBy);
        var status = outcome.Command?.AnswerStatus;
        var message = outcome.Code switch
        {
            OutcomeCode.Accepted when status == "RebootRequired" => $"{key} is set, and works after the next reboot. Reset the charger when nobody is charging.",
            OutcomeCode.Accepted => $"{key} is set.",
            OutcomeCode.Rejected => $"The charger refused the value of {key}.",
            OutcomeCode.NotSupported when outcome.Command?.Answer is not null && status == "NotSupported" => $"The charger does not know {key}.",
            _ => outcome.Message,
        };
        return new KeyOutcome(key, Secrets.IsSecret(key) ? Secrets.Hidden : value, status, outcome.Code, message, outcome.Command?.Id);
    }

    /// <summary>Sends a template to one charge point. Once it cannot be reached any more, the rest is not tried.</summary>
    public async Task<IReadOnlyList<KeyOutcome>> ApplyAsync(ChargePoint chargePoint, ConfigurationTemplate template, Actor requestedBy, IProgress<int>? progress = null)
    {
        var outcomes = new List<KeyOutcome>();
        foreach (var (key, value) in template.Values)
        {
            var outcome = await ChangeAsync(chargePoint.Id, key, value, requestedBy);
            outcomes.Add(outcome);
            progress?.Report(outcomes.Count);
            if (outcome.Code is OutcomeCode.NotConnected or OutcomeCode.NoAnswer or OutcomeCode.Unavailable or OutcomeCode.UnknownCharger)
            {
                break;
            }
        }

        return outcomes;
    }
}
