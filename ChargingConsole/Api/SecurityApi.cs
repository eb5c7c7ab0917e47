using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Security events and certificates (security white paper for OCPP 1.6).</summary>
internal static class SecurityApi
{
    public static void MapSecurity(this IEndpointRouteBuilder routes)
    {
        var chargers = routes.MapGroup("/chargers/{id}").WithTags("Security").ProducesProblem(StatusCodes.Status404NotFound);
        chargers.MapGet("/security-events", EventsAsync)
            .WithSummary("Security events of a charger")
            .WithDescription("Newest first. Page with before, the id of the last one seen.");
        chargers.MapGet("/certificates", CertificatesAsync)
            .WithSummary("Certificates of a charger")
            .WithDescription("Its root certificates as it last told (send GetInstalledCertificateIds to read them anew), and those it asked for.");

        var group = routes.MapGroup("/certificates").WithTags("Security");
        group.MapGet("/authority", Authority)
            .WithSummary("The local certificate authority")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/authority", MakeAuthorityAsync)
            .WithSummary("Make or import a certificate authority")
            .WithDescription("It signs from now on. The private key is stored encrypted and told to nobody.")
            .RequireAuthorization(Policies.Administrator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/requests", RequestsAsync)
            .WithSummary("Requests for certificates")
            .WithDescription("Newest first. Page with before, the request_id of the last one seen.");
        group.MapPost("/requests/{id}/approve", (string id, CertificateDesk desk, ClaimsPrincipal user) => DecideAsync(desk.ApproveAsync(Number(id), user.Actor())))
            .WithSummary("Sign a request")
            .WithDescription("The certificate goes to its charger as soon as that is connected.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/requests/{id}/decline", (string id, CertificateDesk desk, ClaimsPrincipal user) => DecideAsync(desk.DeclineAsync(Number(id), user.Actor())))
            .WithSummary("Decline a request")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<List<SecurityEventContract>>, ProblemHttpResult>> EventsAsync(
        string id,
        Fleet fleet,
        SecurityQueries queries,
        CancellationToken cancellationToken,
        [Description("1: only those that the white paper calls critical.")] Flag? critical = null,
        [Description("At most so many: 100, up to 1000.")] int? limit = null,
        [Description("Older than the event with this id.")] long? before = null)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        var rows = await queries.EventsAsync(chargePoint, critical is { IsSet: true }, before, Limit.Of(limit, 100, 1000), cancellationToken);
        return TypedResults.Ok(rows.Select(SecurityEventContract.From).ToList());
    }

    private static async Task<Results<Ok<ChargerCertificatesContract>, ProblemHttpResult>> CertificatesAsync(
        string id, Fleet fleet, InstalledCertificates installed, SecurityQueries queries, CancellationToken cancellationToken)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        var rows = await queries.RequestsAsync(chargePoint, null, 100, cancellationToken);
        return TypedResults.Ok(new ChargerCertificatesContract(
            [.. installed.Of(chargePoint).Select(row => new InstalledContract(row.CertificateType, row.ReadAt, [.. InstalledCertificates.Read(row).Select(CertificateHashContract.From)]))],
            [.. rows.Select(row => CertificateRequestContract.From(row, fleet))]));
    }

    private static Results<Ok<AuthorityContract>, ProblemHttpResult> Authority(CertificateAuthority authority) =>
        authority.Current is { } row ? TypedResults.Ok(AuthorityContract.From(row)) : Problems.NotFound("There is no certificate authority yet.");

    private static async Task<Results<Created<AuthorityContract>, ProblemHttpResult>> MakeAuthorityAsync(JsonBody<AuthorityBody> body, CertificateAuthority authority, ClaimsPrincipal user)
    {
        var asked = body.Value;
        if (asked.Pem is null)
        {
            return Created(await authority.CreateAsync(asked.Name!, asked.IsEcdsa, asked.SignsByItself, user.Actor()));
        }

        var (row, problem) = await authority.ImportAsync(asked.Pem, asked.Password, asked.SignsByItself, user.Actor());
        return row is not null ? Created(row) : Problems.Breaks("pem", problem!);
    }

    private static async Task<Ok<List<CertificateRequestContract>>> RequestsAsync(
        Fleet fleet,
        SecurityQueries queries,
        CancellationToken cancellationToken,
        [Description("At most so many: 50, up to 500.")] int? limit = null,
        [Description("Older than the request with this id.")] long? before = null)
    {
        var rows = await queries.RequestsAsync(null, before, Limit.Of(limit, 50, 500), cancellationToken);
        return TypedResults.Ok(rows.Select(row => CertificateRequestContract.From(row, fleet)).ToList());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(Task<string?> deciding) =>
        await deciding is { } problem ? Problems.Of(StatusCodes.Status409Conflict, "not_decided", problem) : TypedResults.NoContent();

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Created<AuthorityContract> Created(CertificateAuthorityRow row) => TypedResults.Created("/api/certificates/authority", AuthorityContract.From(row));
}
