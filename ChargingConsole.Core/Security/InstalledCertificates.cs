using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Security;

/// <summary>Which root certificates the charge points have, as they last told.</summary>
public sealed class InstalledCertificates
{
    private readonly ConcurrentDictionary<(int Key, string Type), InstalledCertificatesRow> _rows = new();

    /// <summary>What a charge point told, by kind; none when it was never asked.</summary>
    public IReadOnlyList<InstalledCertificatesRow> Of(ChargePoint chargePoint) =>
        [.. _rows.Values.Where(row => row.ChargePointKey == chargePoint.Key).OrderBy(row => row.CertificateType, StringComparer.Ordinal)];

    /// <summary>The certificates of a row.</summary>
    public static IReadOnlyList<CertificateHashData> Read(InstalledCertificatesRow row) =>
        OcppText.Read<GetInstalledCertificateIdsResponse>(row.Answer)?.CertificateHashData ?? [];

    internal void Load(IEnumerable<InstalledCertificatesRow> rows)
    {
        foreach (var row in rows)
        {
            Take(row);
        }
    }

    internal void Take(InstalledCertificatesRow row) => _rows[(row.ChargePointKey, row.CertificateType)] = row;
}

/// <summary>Keeps what GetInstalledCertificateIds told (security white paper for OCPP 1.6, §4.4).</summary>
internal sealed class InstalledCertificatesRead(InstalledCertificates installed) : ICommandEffect
{
    /// <inheritdoc/>
    public string? Action => GetInstalledCertificateIdsRequest.Action;

    /// <inheritdoc/>
    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (command.AnswerStatus is not ("Accepted" or "NotFound")
            || OcppText.Read<GetInstalledCertificateIdsRequest>(command.Request) is not { CertificateType: { } type })
        {
            return null;
        }

        var row = new InstalledCertificatesRow
        {
            ChargePointKey = chargePoint.Key,
            CertificateType = type,
            Answer = command.Answer ?? "{}",
            ReadAt = command.AnsweredAt ?? command.RequestedAt,
        };
        unit.Upsert(row);
        return () => installed.Take(row);
    }
}

/// <summary>Takes a deleted certificate off what is known (security white paper for OCPP 1.6, §4.4).</summary>
internal sealed class InstalledCertificateDeleted(InstalledCertificates installed) : ICommandEffect
{
    /// <inheritdoc/>
    public string? Action => DeleteCertificateRequest.Action;

    /// <inheritdoc/>
    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (command.AnswerStatus is not ("Accepted" or "NotFound")
            || OcppText.Read<DeleteCertificateRequest>(command.Request)?.CertificateHashData is not { } deleted)
        {
            return null;
        }

        var changed = new List<InstalledCertificatesRow>();
        foreach (var row in installed.Of(chargePoint))
        {
            var known = InstalledCertificates.Read(row);
            var rest = known.Where(certificate => !Same(certificate, deleted)).ToArray();
            if (rest.Length < known.Count)
            {
                var answer = new GetInstalledCertificateIdsResponse { Status = rest.Length > 0 ? "Accepted" : "NotFound", CertificateHashData = rest.Length > 0 ? rest : null };
                changed.Add(row with { Answer = OcppText.Write(answer) });
            }
        }

        changed.ForEach(unit.Update);
        return changed.Count == 0 ? null : () => changed.ForEach(installed.Take);
    }

    private static bool Same(CertificateHashData one, CertificateHashData other) =>
        Same(one.SerialNumber, other.SerialNumber) && Same(one.IssuerNameHash, other.IssuerNameHash) && Same(one.IssuerKeyHash, other.IssuerKeyHash);

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
