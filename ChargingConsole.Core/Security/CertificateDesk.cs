using System.Collections.Concurrent;
using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Security;

/// <summary>Where requests for certificates are decided, signed and delivered.</summary>
public sealed class CertificateDesk(
    CertificateRequests requests, CertificateAuthority authority, CommandDesk desk, Fleet fleet, CommitQueue commits, AuditTrail trail, TimeProvider clock) : IDisposable
{
    // One step of one request at a time: an operator's click and the signer never sign the same twice.
    private readonly ConcurrentDictionary<long, bool> _sending = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Signs a waiting request; it goes to its charge point as soon as that is connected.</summary>
    /// <param name="id">The request.</param>
    /// <param name="by">Who approves, for the record.</param>
    /// <returns>Why it could not be signed; null when it was.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<string?> ApproveAsync(long id, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (requests.Find(id) is not { State: CertificateRequestState.Waiting } row)
            {
                return "This request does not wait any more.";
            }

            if (authority.Current is not { } signer)
            {
                return "There is no authority yet. Make or import one first.";
            }

            if (fleet.Find(row.ChargePointKey) is not { } chargePoint || CertificateOrder.Read(row.Csr, CertificateNames.ToSignFor(fleet, chargePoint)) is not { Problem: null, Request: { } asked })
            {
                return "The request is not in order any more.";
            }

            var (certificate, chain, problem) = authority.Sign(asked, signer);
            if (certificate is null)
            {
                return problem;
            }

            using (certificate)
            {
                await WriteAsync(
                    row with
                    {
                        State = CertificateRequestState.Issued,
                        Certificate = chain,
                        SerialNumber = certificate.SerialNumber,
                        NotAfter = certificate.NotAfter.ToUniversalTime(),
                        AuthorityId = signer.Id,
                        DecidedBy = by.Name,
                        DecidedAt = clock.GetUtcNow(),
                        Message = "Signed; it goes to the charger as soon as that is connected.",
                    },
                    unit => trail.Note(unit, by, AuditWords.CertificateApproved, chargePoint.Id, $"{row.Subject}, serial number {certificate.SerialNumber}"));
            }
        }
        finally
        {
            _turn.Release();
        }

        requests.Hand(id);
        return null;
    }

    /// <summary>Declines a waiting request.</summary>
    /// <returns>Why it could not be declined; null when it was.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<string?> DeclineAsync(long id, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (requests.Find(id) is not { State: CertificateRequestState.Waiting } row)
            {
                return "This request does not wait any more.";
            }

            await WriteAsync(
                row with { State = CertificateRequestState.Declined, DecidedBy = by.Name, DecidedAt = clock.GetUtcNow(), Message = $"Declined by {by.Name}." },
                unit => trail.Note(unit, by, AuditWords.CertificateDeclined, fleet.Find(row.ChargePointKey)?.Id, row.Subject));
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes a request a step on: signs it where the authority signs by itself, sends it where its charge point is connected.</summary>
    internal async Task StepAsync(long id)
    {
        if (requests.Find(id) is { State: CertificateRequestState.Waiting } && authority.SignsByItself)
        {
            await ApproveAsync(id, new Actor("the authority by itself", ActorWay.System));
        }

        // Two may step at once: the one that signed it, and the signer, who was told of it.
        if (!_sending.TryAdd(id, true))
        {
            return;
        }

        try
        {
            if (requests.Find(id) is { State: CertificateRequestState.Issued } row && fleet.Find(row.ChargePointKey) is { State.IsConnected: true } chargePoint)
            {
                await SendAsync(row, chargePoint);
            }
        }
        finally
        {
            _sending.TryRemove(id, out _);
        }
    }

    private async Task SendAsync(CertificateRequestRow row, ChargePoint chargePoint)
    {
        CertificateRequestRow? sending = null;
        var payload = OcppText.Write(new CertificateSignedRequest { CertificateChain = row.Certificate! });
        var who = new Actor(string.Create(CultureInfo.InvariantCulture, $"{row.DecidedBy} (certificate request {row.Id})"), ActorWay.System);
        var outcome = await desk.SendAsync(chargePoint.Id, CertificateSignedRequest.Action, payload, who, (command, unit) =>
        {
            sending = row with { State = CertificateRequestState.Sending, CommandId = command.Id };
            unit.Update(sending);
            requests.Take(sending);
        });
        if (sending is null || outcome is { Code: OutcomeCode.Unavailable } or { Command.State: CommandState.Offline })
        {
            // Nothing left the house: it is tried again when the charge point, or the database, is there.
            requests.Take(row);
            if (outcome.Code != OutcomeCode.Unavailable)
            {
                await WriteAsync(row);
            }

            return;
        }

        await WriteAsync(sending with
        {
            State = outcome.IsAccepted ? CertificateRequestState.Installed
                : outcome.Code == OutcomeCode.NoAnswer ? CertificateRequestState.Unanswered
                : CertificateRequestState.RefusedByCharger,
            Message = outcome.Message,
        });
    }

    private async Task WriteAsync(CertificateRequestRow row, Action<UnitOfWork>? recording = null)
    {
        var unit = new UnitOfWork();
        unit.Update(row);
        recording?.Invoke(unit);
        await commits.CommitAsync(unit);
        requests.Take(row);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
