using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.LocalLists;

/// <summary>SendLocalList (OCPP 1.6 §5.15): our record of the list changes only when the charge point accepted, whoever sent it.</summary>
internal sealed class SendLocalListEffect(LocalListBook book, TimeProvider clock) : ICommandEffect
{
    public const string Name = "SendLocalList";

    public string Action => Name;

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (LocalListUpdate.Read(command.Request) is not { } update)
        {
            return null;
        }

        var at = command.AnsweredAt ?? clock.GetUtcNow();
        var (row, committed) = book.Change(chargePoint, list =>
        {
            var told = list with
            {
                LastType = update.IsFull ? LocalListUpdate.Full : LocalListUpdate.Differential,
                LastVersion = update.Version,
                LastStatus = command.AnswerStatus,
                LastAt = at,
            };
            return command.State == CommandState.NotSupported
                ? told with { LastStatus = LocalListStatus.NotSupported, ChargerVersion = LocalList.NotSupported, ChargerVersionAt = at }
                : command.AnswerStatus switch
                {
                    LocalListStatus.Accepted => told with
                    {
                        Version = update.Version,
                        Entries = update.ApplyTo(list.Entries),
                        UpdatedAt = at,
                        ChargerVersion = update.Version,
                        ChargerVersionAt = at,
                        IsUncertain = list.IsUncertain && !update.IsFull,
                    },
                    LocalListStatus.Failed or LocalListStatus.VersionMismatch => told with { IsUncertain = true },
                    _ => told,
                };
        });
        unit.Upsert(row);
        return committed;
    }
}

/// <summary>GetLocalListVersion (OCPP 1.6 §5.10): the charge point's own word for its version.</summary>
internal sealed class GetLocalListVersionEffect(LocalListBook book, TimeProvider clock) : ICommandEffect
{
    public string Action => "GetLocalListVersion";

    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        var version = command.State == CommandState.NotSupported ? LocalList.NotSupported : Version(command.Answer);
        if (version is null)
        {
            return null;
        }

        var (row, committed) = book.Change(chargePoint, list =>
            list with { ChargerVersion = version, ChargerVersionAt = command.AnsweredAt ?? clock.GetUtcNow() });
        unit.Upsert(row);
        return committed;
    }

    private static int? Version(string? answer)
    {
        if (answer is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("listVersion", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number)
                    ? number
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The answers to SendLocalList (OCPP 1.6 §7.44).</summary>
public static class LocalListStatus
{
    /// <summary>The list is as told.</summary>
    public const string Accepted = "Accepted";
    /// <summary>The update could not be made.</summary>
    public const string Failed = "Failed";
    /// <summary>The charge point keeps no list.</summary>
    public const string NotSupported = "NotSupported";
    /// <summary>The version of a differential update is not above the list's.</summary>
    public const string VersionMismatch = "VersionMismatch";
}
