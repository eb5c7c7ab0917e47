using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>The configuration templates.</summary>
internal static class ConfigurationTemplatesApi
{
    public static void MapConfigurationTemplates(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/configuration-templates").WithTags("Configuration");
        group.MapGet("", List)
            .WithSummary("List configuration templates");
        group.MapGet("/{name}", Find)
            .WithSummary("One configuration template")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{name}", PutAsync)
            .WithSummary("Make or replace a configuration template")
            .WithDescription("Values of OCPP's own keys are checked. Secrets are refused: each charger has its own.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{name}", RemoveAsync)
            .WithSummary("Remove a configuration template")
            .WithDescription("What it has set stays set.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>What a caller is told of a name that no template has.</summary>
    public static ProblemHttpResult Unknown(string name) => Problems.NotFound($"Configuration template {name} not found");

    private static Ok<List<ConfigurationTemplateContract>> List(ConfigurationTemplates templates) =>
        TypedResults.Ok(templates.All.Select(ConfigurationTemplateContract.From).ToList());

    private static Results<Ok<ConfigurationTemplateContract>, ProblemHttpResult> Find(string name, ConfigurationTemplates templates) =>
        templates.Find(name) is { } template ? TypedResults.Ok(ConfigurationTemplateContract.From(template)) : Unknown(name);

    private static async Task<Results<Ok<ConfigurationTemplateContract>, Created<ConfigurationTemplateContract>, ProblemHttpResult>> PutAsync(
        string name, JsonBody<ConfigurationTemplateBody> body, ConfigurationTemplates templates, ClaimsPrincipal user)
    {
        var asked = body.Value.Named(name);
        if (asked.Fault() is { } fault)
        {
            return Problems.Breaks(fault.Member, fault.Message);
        }

        var (template, isNew) = await templates.PutAsync(asked, user.Actor());
        var contract = ConfigurationTemplateContract.From(template);
        return isNew ? TypedResults.Created($"/api/configuration-templates/{Uri.EscapeDataString(template.Name)}", contract) : TypedResults.Ok(contract);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string name, ConfigurationTemplates templates, ClaimsPrincipal user) =>
        await templates.RemoveAsync(name, user.Actor()) ? TypedResults.NoContent() : Unknown(name);
}
