using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Firmware;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Firmware updates, diagnostics and logs: how they went, and the files that came.</summary>
internal static class TransfersApi
{
    public static void MapTransfers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/chargers/{id}/transfers", ListOfChargerAsync)
            .WithTags("Firmware")
            .WithSummary("A charger's updates, diagnostics and logs")
            .WithDescription("Newest first, each with its steps. They are asked for with the commands UpdateFirmware, SignedUpdateFirmware, GetDiagnostics and GetLog; what is left out of those is filled in here.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        var group = routes.MapGroup("/transfers").WithTags("Firmware");
        group.MapGet("", ListAsync)
            .WithSummary("All updates, diagnostics and logs")
            .WithDescription("Newest first, each with its steps. Page with before, the transfer_id of the last one seen.");
        group.MapGet("/{transfer_id}", FindAsync)
            .WithSummary("One update, or one request for diagnostics or a log")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{transfer_id}/file", DownloadAsync)
            .WithSummary("Download the file that a charger delivered")
            .RequireAuthorization(Policies.Viewer)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{transfer_id}/file", RemoveAsync)
            .WithSummary("Remove the file that a charger delivered")
            .WithDescription("The record of the request stays.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Where a delivered file can be downloaded.</summary>
    public static string FileLink(long id) => string.Create(CultureInfo.InvariantCulture, $"/api/transfers/{id}/file");

    private static async Task<Results<Ok<List<TransferContract>>, ProblemHttpResult>> ListOfChargerAsync(
        string id,
        Fleet fleet,
        TransferQueries queries,
        CancellationToken cancellationToken,
        [Description("Older than this transfer_id.")] long? before = null,
        [Description("At most so many: 50, up to 500.")] int? limit = null) =>
        fleet.TryFind(id, out var chargePoint)
            ? TypedResults.Ok(await ContractsAsync(await queries.ListAsync(chargePoint, false, before, Limit.Of(limit, 50, 500), cancellationToken), fleet, queries, cancellationToken))
            : ChargersApi.Unknown(id);

    private static async Task<Ok<List<TransferContract>>> ListAsync(
        Fleet fleet,
        TransferQueries queries,
        CancellationToken cancellationToken,
        [Description("1: only those whose delivered file is here.")] Flag? files = null,
        [Description("Older than this transfer_id.")] long? before = null,
        [Description("At most so many: 50, up to 500.")] int? limit = null) =>
        TypedResults.Ok(await ContractsAsync(
            await queries.ListAsync(null, files is { IsSet: true }, before, Limit.Of(limit, 50, 500), cancellationToken), fleet, queries, cancellationToken));

    private static async Task<Results<Ok<TransferContract>, ProblemHttpResult>> FindAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "transfer_id")] string transferId, Fleet fleet, TransferQueries queries, CancellationToken cancellationToken) =>
        await RowAsync(transferId, queries, cancellationToken) is { } row
            ? TypedResults.Ok((await ContractsAsync([row], fleet, queries, cancellationToken))[0])
            : Unknown(transferId);

    private static async Task<IResult> DownloadAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "transfer_id")] string transferId, TransferQueries queries, FileStore store, AuditTrail trail, HttpContext context, CancellationToken cancellationToken)
    {
        if (await RowAsync(transferId, queries, cancellationToken) is not { StoredAs: { } storedAs } row || store.Open(storedAs) is not { } content)
        {
            return Problems.NotFound($"There is no file of transfer {transferId}");
        }

        try
        {
            await trail.NoteExportAsync(context, string.Create(CultureInfo.InvariantCulture, $"transfer {row.Id}"));
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        return TransferEndpoints.Attachment(content, row.FileName ?? "file.bin", row.LastAt, row.Sha256 ?? "");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "transfer_id")] string transferId, TransferCare care, ClaimsPrincipal user) =>
        long.TryParse(transferId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && await care.RemoveFileAsync(id, user.Actor())
            ? TypedResults.NoContent()
            : Problems.NotFound($"There is no file of transfer {transferId}");

    private static async Task<TransferRow?> RowAsync(string transferId, TransferQueries queries, CancellationToken cancellationToken) =>
        long.TryParse(transferId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await queries.FindAsync(id, cancellationToken) : null;

    private static async Task<List<TransferContract>> ContractsAsync(IReadOnlyList<TransferRow> rows, Fleet fleet, TransferQueries queries, CancellationToken cancellationToken)
    {
        var steps = await queries.StepsAsync([.. rows.Select(row => row.Id)], cancellationToken);
        return [.. rows.Select(row => TransferContract.From(row, fleet, steps[row.Id]))];
    }

    private static ProblemHttpResult Unknown(string transferId) => Problems.NotFound($"Transfer {transferId} not found");
}
