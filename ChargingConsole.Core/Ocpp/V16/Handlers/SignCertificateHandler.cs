using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Core.Security;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>
/// Takes a request for a certificate that is in order (security white paper for OCPP 1.6, §4.1): signed at
/// once or by an operator later, and sent with CertificateSigned when this is answered.
/// </summary>
internal sealed class SignCertificateHandler(Fleet fleet, CertificateRequests requests, CertificateAuthority authority, CommitQueue commits, IOptions<SecurityOptions> options)
    : ICallHandler<SignCertificateRequest, SignCertificateResponse>
{
    public async ValueTask<Answer<SignCertificateResponse>> HandleAsync(SignCertificateRequest request, CallContext call)
    {
        var csr = request.Csr ?? "";
        var order = CertificateOrder.Read(csr, CertificateNames.ToSignFor(fleet, call.ChargePoint));
        var problem = order.Problem ?? (authority.SignsByItself || options.Value.RequestsWait ? null : "No authority signs it.");
        var row = new CertificateRequestRow
        {
            Id = requests.NextId(),
            ChargePointKey = call.ChargePoint.Key,
            Csr = csr.Length > LongestCsr ? csr[..LongestCsr] : csr,
            Subject = order.Subject,
            Algorithm = order.Algorithm,
            ReceivedAt = call.ReceivedAt,
            State = problem is null ? CertificateRequestState.Waiting : CertificateRequestState.NotInOrder,
            Message = problem ?? "Waits to be signed.",
        };
        var unit = new UnitOfWork();
        unit.Insert(row);
        var superseded = problem is not null ? [] : requests.SupersededBy(row)
            .Select(older => older with { State = CertificateRequestState.Superseded, Message = "The charger has asked again." })
            .ToList();
        superseded.ForEach(unit.Update);
        await commits.CommitAsync(unit);

        superseded.ForEach(requests.Take);
        requests.Take(row);
        call.Topics |= FeedTopics.State;
        if (problem is null)
        {
            call.AfterReply(() => requests.Hand(row.Id));
        }

        return new SignCertificateResponse { Status = problem is null ? "Accepted" : "Rejected" };
    }

    private const int LongestCsr = 10_000;
}
