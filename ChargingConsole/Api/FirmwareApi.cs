using System.ComponentModel;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Firmware;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>The firmware files.</summary>
internal static class FirmwareApi
{
    public static void MapFirmware(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/firmware").WithTags("Firmware");
        group.MapGet("", List)
            .WithSummary("List firmware files");
        group.MapGet("/{name}", Find)
            .WithSummary("One firmware file")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{name}/content", Download)
            .WithSummary("Download a firmware file")
            .RequireAuthorization(Policies.Viewer)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapMethods("/{name}", [HttpMethods.Put, HttpMethods.Post], PutAsync)
            .WithSummary("Give a firmware file")
            .WithDescription("The body is the file itself, whatever its media type, up to Firmware:MaxFirmwareMiB. A file of that name is replaced; 409 while a charger has still to fetch it.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{name}", RemoveAsync)
            .WithSummary("Remove a firmware file")
            .WithDescription("409 while a charger has still to fetch it.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Ok<List<FirmwareFileContract>> List(FirmwareFiles files) => TypedResults.Ok(files.All.Select(FirmwareFileContract.From).ToList());

    private static Results<Ok<FirmwareFileContract>, ProblemHttpResult> Find(string name, FirmwareFiles files) =>
        files.Find(name) is { } file ? TypedResults.Ok(FirmwareFileContract.From(file)) : Unknown(name);

    private static IResult Download(string name, FirmwareFiles files, FileStore store) =>
        files.Find(name) is { } file && store.Open(file.StoredAs) is { } content
            ? TransferEndpoints.Attachment(content, file.Name, file.UploadedAt, file.Sha256)
            : Unknown(name);

    private static async Task<Results<Ok<FirmwareFileContract>, Created<FirmwareFileContract>, ProblemHttpResult>> PutAsync(
        string name,
        HttpContext context,
        FirmwareFiles files,
        ClaimsPrincipal user,
        [Description("The version that a charger reports once it runs this.")] string? version = null,
        [Description("A note for operators.")] string? note = null,
        [FromHeader(Name = "X-Firmware-Signature"), Description("The manufacturer's signature in base64, for SignedUpdateFirmware.")] string? signature = null)
    {
        var facts = new FirmwareFacts(version, note, null, signature);
        if (FileNames.Fault(name) is { } fault)
        {
            return Problems.Breaks("name", fault);
        }

        if (facts.Fault() is { } wrong)
        {
            return Problems.Breaks(wrong.Member, wrong.Message);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = files.MaxBytes;
        }

        if (context.Request.ContentLength is 0)
        {
            return Problems.Breaks("body", "The body must be the file.");
        }

        try
        {
            var (file, isNew) = await files.PutAsync(name, context.Request.Body, facts, user.Actor(), null, context.RequestAborted);
            var contract = FirmwareFileContract.From(file);
            return isNew ? TypedResults.Created($"/api/firmware/{Uri.EscapeDataString(file.Name)}", contract) : TypedResults.Ok(contract);
        }
        catch (FileTooLargeException e)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "too_large", e.Message);
        }
        catch (InvalidOperationException e)
        {
            return InUse(e);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string name, FirmwareFiles files, ClaimsPrincipal user)
    {
        try
        {
            return await files.RemoveAsync(name, user.Actor()) ? TypedResults.NoContent() : Unknown(name);
        }
        catch (InvalidOperationException e)
        {
            return InUse(e);
        }
    }

    private static ProblemHttpResult InUse(InvalidOperationException e) => Problems.Of(StatusCodes.Status409Conflict, "in_use", e.Message);

    private static ProblemHttpResult Unknown(string name) => Problems.NotFound($"Firmware file {name} not found");
}
