using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Whose certificates of chargers are believed, and which count for nothing any more.</summary>
internal static class TrustApi
{
    public static void MapTrust(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/certificates").WithTags("Security");
        group.MapGet("/trusted", (TrustedAuthorities trusted) => TypedResults.Ok(trusted.Imported.Select(TrustedAuthorityContract.From).ToList()))
            .WithSummary("Trusted authorities")
            .WithDescription("Those that were imported. What the local authority signed is believed besides.");
        group.MapPost("/trusted", ImportAsync)
            .WithSummary("Trust an authority")
            .WithDescription("Its certificate in PEM, with whatever stands between it and the chargers' certificates.")
            .RequireAuthorization(Policies.Administrator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/trusted/{fingerprint}", RemoveAsync)
            .WithSummary("Trust an authority no longer")
            .WithDescription("Whoever is connected by its word is cut off, and comes back only where another authority is believed.")
            .RequireAuthorization(Policies.Administrator)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/revoked", (Revocations revocations) => TypedResults.Ok(revocations.All.Select(RevokedCertificateContract.From).ToList()))
            .WithSummary("Revoked certificates")
            .WithDescription("This console's own list; lists that other authorities publish are not fetched.");
        group.MapPost("/revoked", RevokeAsync)
            .WithSummary("Revoke a certificate")
            .WithDescription("For good. Whoever is connected with it, or with one that was issued under it, is cut off.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/requests/{id}/revoke", RevokeIssuedAsync)
            .WithSummary("Revoke the certificate that a request brought")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<List<TrustedAuthorityContract>>, ProblemHttpResult>> ImportAsync(JsonBody<PemBody> body, TrustedAuthorities trusted, ClaimsPrincipal user)
    {
        var (rows, problem) = await trusted.ImportAsync(body.Value.Pem!, user.Actor());
        return problem is null ? TypedResults.Ok(rows.Select(TrustedAuthorityContract.From).ToList()) : Problems.Breaks("pem", problem);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string fingerprint, TrustedAuthorities trusted, ClaimsPrincipal user) =>
        await trusted.RemoveAsync(fingerprint, user.Actor()) ? TypedResults.NoContent() : Problems.NotFound("There is no trusted authority with this fingerprint.");

    private static async Task<Results<Ok<RevokedCertificateContract>, ProblemHttpResult>> RevokeAsync(JsonBody<PemBody> body, Revocations revocations, ClaimsPrincipal user)
    {
        var (row, problem) = await revocations.RevokeAsync(body.Value.Pem!, user.Actor());
        return row is not null ? TypedResults.Ok(RevokedCertificateContract.From(row)) : Problems.Breaks("pem", problem!);
    }

    private static async Task<Results<Ok<RevokedCertificateContract>, ProblemHttpResult>> RevokeIssuedAsync(
        string id, SecurityQueries queries, Revocations revocations, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var number = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        if (await queries.RequestAsync(number, cancellationToken) is not { Certificate: { } certificate })
        {
            return Problems.NotFound("There is no request with this number that brought a certificate.");
        }

        var (row, problem) = await revocations.RevokeAsync(certificate, user.Actor());
        return row is not null ? TypedResults.Ok(RevokedCertificateContract.From(row)) : Problems.NotFound(problem!);
    }
}

/// <summary>An authority whose certificates are believed.</summary>
internal sealed record TrustedAuthorityContract(string Fingerprint, string Subject, string Algorithm, DateTimeOffset NotAfter, string AddedBy, DateTimeOffset AddedAt, string Certificate)
{
    public static TrustedAuthorityContract From(TrustedAuthorityRow row) => new(row.Fingerprint, row.Subject, row.Algorithm, row.NotAfter, row.AddedBy, row.AddedAt, row.Certificate);
}

/// <summary>A certificate that counts for nothing any more.</summary>
internal sealed record RevokedCertificateContract(string Fingerprint, string Subject, string SerialNumber, string RevokedBy, DateTimeOffset RevokedAt)
{
    public static RevokedCertificateContract From(RevokedCertificateRow row) => new(row.Fingerprint, row.Subject, row.SerialNumber, row.RevokedBy, row.RevokedAt);
}

/// <summary>Certificates.</summary>
internal sealed record PemBody : ICheckedBody
{
    /// <summary>PEM, at most 100,000 characters.</summary>
    public string? Pem { get; init; }

    void ICheckedBody.Check(Violations violations) => violations.Require(Pem is { Length: > 0 and <= 100_000 }, "pem", "must be given, with at most 100000 characters");
}
