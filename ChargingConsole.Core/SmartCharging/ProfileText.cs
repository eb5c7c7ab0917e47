using System.Collections.Immutable;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>Charging profiles between their meaning and the words of OCPP.</summary>
public static class ProfileText
{
    /// <summary>The profile as it is kept: OCPP JSON with the id 0, since a kept profile has no place yet.</summary>
    public static string Write(ProfileDefinition profile) => OcppText.Write(Message(profile, 0));

    /// <summary>A kept profile; null when it cannot be read.</summary>
    public static ProfileDefinition? Read(string json) => Read(OcppText.Read<ChargingProfile>(json));

    /// <summary>The payload of SetChargingProfile (OCPP 1.6 §6.43).</summary>
    public static string SetRequest(int connectorId, ProfileDefinition profile, int id, int? transactionId) =>
        OcppText.Write(new SetChargingProfileRequest { ConnectorId = connectorId, CsChargingProfiles = Message(profile, id, transactionId) });

    /// <summary>The payload of ClearChargingProfile (OCPP 1.6 §6.13).</summary>
    public static string ClearRequest(int? id, int? connectorId = null, ProfilePurpose? purpose = null, int? stackLevel = null) =>
        OcppText.Write(new ClearChargingProfileRequest { Id = id, ConnectorId = connectorId, ChargingProfilePurpose = purpose?.ToString(), StackLevel = stackLevel });

    /// <summary>The payload of GetCompositeSchedule (OCPP 1.6 §6.21).</summary>
    public static string CompositeRequest(int connectorId, int duration, RateUnit? unit) =>
        OcppText.Write(new GetCompositeScheduleRequest { ConnectorId = connectorId, Duration = duration, ChargingRateUnit = unit?.ToString() });

    /// <summary>The profile as a part of a request.</summary>
    public static ChargingProfile Message(ProfileDefinition profile, int id, int? transactionId = null) => new()
    {
        ChargingProfileId = id,
        TransactionId = transactionId,
        StackLevel = profile.StackLevel,
        ChargingProfilePurpose = profile.Purpose.ToString(),
        ChargingProfileKind = profile.Kind.ToString(),
        RecurrencyKind = profile.Recurrency?.ToString(),
        ValidFrom = profile.ValidFrom,
        ValidTo = profile.ValidTo,
        ChargingSchedule = new ChargingSchedule
        {
            Duration = profile.Schedule.Duration,
            StartSchedule = profile.Schedule.StartAt,
            ChargingRateUnit = profile.Schedule.Unit.ToString(),
            ChargingSchedulePeriod = [.. profile.Schedule.Periods.Select(period => new ChargingSchedulePeriod { StartPeriod = period.Start, Limit = Short(period.Limit), NumberPhases = period.Phases })],
            MinChargingRate = profile.Schedule.MinChargingRate is { } least ? Short(least) : null,
        },
    };

    /// <summary>The meaning of a profile; null when it has none.</summary>
    public static ProfileDefinition? Read(ChargingProfile? message) =>
        message is not null
        && Word<ProfilePurpose>(message.ChargingProfilePurpose) is { } purpose
        && Word<ProfileKind>(message.ChargingProfileKind) is { } kind
        && Read(message.ChargingSchedule) is { } schedule
            ? new ProfileDefinition
            {
                Purpose = purpose,
                Kind = kind,
                Recurrency = Word<Recurrency>(message.RecurrencyKind),
                StackLevel = message.StackLevel,
                ValidFrom = message.ValidFrom,
                ValidTo = message.ValidTo,
                Schedule = schedule,
            }
            : null;

    /// <summary>The meaning of a schedule, of a profile or of a charge point's answer; null when it has none.</summary>
    public static ProfileSchedule? Read(ChargingSchedule? message)
    {
        if (message is not { ChargingSchedulePeriod: { } told } || Word<RateUnit>(message.ChargingRateUnit) is not { } unit)
        {
            return null;
        }

        var periods = ImmutableArray.CreateBuilder<SchedulePeriod>(told.Length);
        foreach (var period in told)
        {
            if (period is not { StartPeriod: >= 0 and <= int.MaxValue and var start, Limit: { } limit })
            {
                return null;
            }

            periods.Add(new SchedulePeriod((int)start, limit, period.NumberPhases is >= 1 and <= 3 and var phases ? (int)phases : null));
        }

        return new ProfileSchedule
        {
            Unit = unit,
            // Some tell durations beyond 32 bits and mean "for ever".
            Duration = message.Duration is >= 0 and <= int.MaxValue and var duration ? (int)duration : null,
            StartAt = message.StartSchedule,
            MinChargingRate = message.MinChargingRate,
            Periods = periods.MoveToImmutable(),
        };
    }

    /// <summary>A word of an enumeration, whatever its case; null when it is none.</summary>
    internal static T? Word<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text?.Trim(), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    // Without the zeros that a decimal keeps behind its point.
    private static decimal Short(decimal number) => number / 1.000000000000000000000000000m;
}
