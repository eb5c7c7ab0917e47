using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Configuration;

/// <summary>Keeps what a charge point tells of its configuration, whoever asked.</summary>
public sealed class GetConfigurationEffect(ConfigurationBook book, ILiveFeed feed, TimeProvider clock) : ICommandEffect
{
    /// <inheritdoc/>
    public string Action => "GetConfiguration";

    /// <inheritdoc/>
    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (command.State is not CommandState.Confirmed)
        {
            return null;
        }

        var answer = ConfigurationAnswer.Read(command.Answer);
        var known = book.Of(chargePoint);
        var now = clock.GetUtcNow();
        var rows = new Dictionary<string, ConfigurationKeyRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var told in answer.Keys)
        {
            rows[told.Key] = Told(chargePoint, known.GetValueOrDefault(told.Key), told, now);
        }

        foreach (var name in answer.Unknown)
        {
            rows.TryAdd(name, new ConfigurationKeyRow { ChargePointKey = chargePoint.Key, Key = name, IsKnown = false, ReadAt = now });
        }

        foreach (var row in rows.Values.Where(row => !known.ContainsKey(row.Key)).Skip(Math.Max(0, ConfigurationBook.MaxKeys - known.Count)).ToList())
        {
            rows.Remove(row.Key);
        }

        foreach (var row in rows.Values)
        {
            unit.Upsert(row);
            var before = known.GetValueOrDefault(row.Key);
            if (row.IsKnown && (before is not { IsKnown: true } || before.Value != row.Value))
            {
                unit.Insert(new ConfigurationChangeRow
                {
                    ChargePointKey = chargePoint.Key,
                    Key = row.Key,
                    At = now,
                    By = command.RequestedBy,
                    Kind = before is { IsKnown: true } ? ConfigurationChangeKind.Found : ConfigurationChangeKind.FirstRead,
                    OldValue = before?.Value,
                    NewValue = row.Value,
                    CommandId = command.Id,
                });
            }
        }

        return rows.Count == 0 ? null : () =>
        {
            foreach (var row in rows.Values)
            {
                book.Put(row);
            }

            feed.Changed(chargePoint, FeedTopics.State);
        };
    }

    private static ConfigurationKeyRow Told(ChargePoint chargePoint, ConfigurationKeyRow? before, ToldKey told, DateTimeOffset now)
    {
        var value = KnownKeys.Shown(told.Key, told.Value);
        return new ConfigurationKeyRow
        {
            ChargePointKey = chargePoint.Key,
            Key = told.Key,
            Value = value,
            IsReadonly = told.IsReadonly ?? before?.IsReadonly,
            ReadAt = now,
            ChangedAt = before is { IsKnown: true } && before.Value != value ? now : before?.ChangedAt,
            RebootRequiredAt = before?.RebootRequiredAt,
        };
    }
}

/// <summary>Keeps the value that a charge point took, whoever asked.</summary>
public sealed class ChangeConfigurationEffect(ConfigurationBook book, ILiveFeed feed, TimeProvider clock) : ICommandEffect
{
    /// <inheritdoc/>
    public string Action => "ChangeConfiguration";

    /// <inheritdoc/>
    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (Asked(command.Request) is not ({ } key, { } value))
        {
            return null;
        }

        var known = book.Of(chargePoint);
        var before = known.GetValueOrDefault(key);
        var now = clock.GetUtcNow();
        ConfigurationKeyRow? row = null;
        if (command.AnswerStatus is "Accepted" or "RebootRequired")
        {
            row = Taken(chargePoint, before, key, KnownKeys.Shown(key, value), now, command.AnswerStatus == "RebootRequired");
            // A new password looks like the old one, and is a change all the same.
            if (before?.Value != row.Value || Secrets.IsSecret(key))
            {
                unit.Insert(new ConfigurationChangeRow
                {
                    ChargePointKey = chargePoint.Key,
                    Key = row.Key,
                    At = now,
                    By = command.RequestedBy,
                    Kind = ConfigurationChangeKind.Changed,
                    OldValue = before?.Value,
                    NewValue = row.Value,
                    CommandId = command.Id,
                });
            }
        }
        else if (command is { AnswerStatus: "NotSupported", State: CommandState.NotSupported } && command.Answer?.Contains("NotSupported", StringComparison.Ordinal) == true && before is null)
        {
            row = new ConfigurationKeyRow { ChargePointKey = chargePoint.Key, Key = key, IsKnown = false, ReadAt = now };
        }

        if (row is null || (before is null && known.Count >= ConfigurationBook.MaxKeys))
        {
            return null;
        }

        unit.Upsert(row);
        return () =>
        {
            book.Put(row);
            feed.Changed(chargePoint, FeedTopics.State);
        };
    }

    private static ConfigurationKeyRow Taken(ChargePoint chargePoint, ConfigurationKeyRow? before, string key, string? value, DateTimeOffset now, bool needsReboot) => new()
    {
        ChargePointKey = chargePoint.Key,
        Key = before?.Key ?? key,
        Value = value,
        IsReadonly = before?.IsReadonly == true ? null : before?.IsReadonly,
        ReadAt = now,
        ChangedAt = before?.Value != value ? now : before?.ChangedAt,
        RebootRequiredAt = needsReboot ? now : before?.RebootRequiredAt,
    };

    private static (string? Key, string? Value) Asked(string request)
    {
        using var document = JsonDocument.Parse(request);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String
            && document.RootElement.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String
                ? (key.GetString()!.Trim() is { Length: > 0 } name ? name : null, value.GetString())
                : (null, null);
    }
}
