using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Security;
using ChargingConsole.Hosting;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Ocpp;

/// <summary>What the check came to: what the charge point is admitted as, or the status and reason of its refusal.</summary>
internal sealed record DoorVerdict(AdmittedAs? Admitted, int Status, string Reason)
{
    /// <summary>The password it came with.</summary>
    public ChargerKeyRow? Key { get; init; }
}

/// <summary>
/// Finds out whether a charge point is who it says (security white paper for OCPP 1.6, §3): by password, by certificate,
/// or not at all where that will do.
/// </summary>
internal sealed partial class DoorIdentityCheck(
    DoorBook book, DoorRecords records, ChargerSecurity security, KeyCheck keys, ClientCertificates certificates, IOptions<OcppOptions> options, ILogger<DoorIdentityCheck> logger)
{
    /// <summary>Judges a request; nothing is changed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">The identity in its URL.</param>
    /// <param name="known">The charge point, where it is known.</param>
    public async Task<DoorVerdict> JudgeAsync(HttpContext context, string id, ChargePoint? known)
    {
        var required = known is null ? security.Minimum : security.RequiredOf(known);
        var isTls = options.Value.TlsEndsAtProxy || context.Features.Get<ITlsHandshakeFeature>() is not null;
        CertificateProblem? problem = null;
        if (context.Connection.ClientCertificate is { } certificate)
        {
            (problem, var authorities) = certificates.Judge(certificate, context.Features.Get<ClientChainFeature>()?.Sent ?? [], id, known);
            if (problem is null)
            {
                return new DoorVerdict(new AdmittedAs(SecurityProfile.TlsCertificate, IsTls: true, Fingerprint.Of(certificate)) { Authorities = authorities }, 0, "");
            }

            if (problem.IsFinal)
            {
                return Forbidden(problem.Reason);
            }
        }

        if (required == SecurityProfile.TlsCertificate)
        {
            return Forbidden(problem?.Reason ?? $"It has to come with security profile 3, {(isTls ? "and showed no certificate" : "over TLS and with a certificate, and came over a plain connection")}.");
        }

        if (required == SecurityProfile.TlsPassword && !isTls)
        {
            return Forbidden("It has to come with security profile 2, over TLS, and came over a plain connection.");
        }

        var (key, reason) = await PasswordAsync(context, id, known);
        if (key is not null)
        {
            return new DoorVerdict(new AdmittedAs(isTls ? SecurityProfile.TlsPassword : SecurityProfile.Password, isTls), 0, "") { Key = key };
        }

        // Some send a password that nobody set: where none is asked for, it means nothing.
        return required == SecurityProfile.Open
            ? new DoorVerdict(isTls ? new AdmittedAs(SecurityProfile.Open, IsTls: true) : AdmittedAs.Anybody, 0, "")
            : new DoorVerdict(null, StatusCodes.Status401Unauthorized, reason);
    }

    /// <summary>Whether what a charge point was admitted by was withdrawn since.</summary>
    public bool IsWithdrawn(AdmittedAs admitted) => certificates.IsWithdrawn(admitted);

    /// <summary>Keeps what the charge point came with: it may not come with less from now on.</summary>
    public async Task KeepAsync(ChargePoint chargePoint, DoorVerdict verdict)
    {
        // One that waits for an operator may be forgotten again, and nothing of it is to stay behind.
        if (chargePoint.State.Row.Registration == RegistrationStatus.Pending)
        {
            return;
        }

        try
        {
            await records.CameInAsync(chargePoint, verdict.Admitted!.Profile, verdict.Key);
        }
        catch (DatabaseUnavailableException e)
        {
            // It comes again, and then it is kept.
            NotKept(logger, chargePoint.Id, e.Message);
        }
    }

    private async Task<(ChargerKeyRow? Key, string Reason)> PasswordAsync(HttpContext context, string id, ChargePoint? known)
    {
        if (known is null || book.Of(known).Keys.IsEmpty)
        {
            return (null, known is null ? "It is not known here, so it has no password." : "It has no password here: set one on its security tab.");
        }

        if (BasicCredentials.Read(context.Request.Headers.Authorization) is not { } credentials)
        {
            return (null, "It came without a password.");
        }

        if (credentials.PasswordOf(id, known.Id) is not { } password)
        {
            return (null, "The user name it gave is not its identity.");
        }

        return (await keys.FindAsync(known, password, context.RequestAborted), "Its password is wrong.");
    }

    private static DoorVerdict Forbidden(string reason) => new(null, StatusCodes.Status403Forbidden, reason);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "How {ChargePointId} came could not be kept: {Reason}")]
    private static partial void NotKept(ILogger logger, string chargePointId, string reason);
}
