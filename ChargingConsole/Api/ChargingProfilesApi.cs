using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.SmartCharging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>The library of charging profiles.</summary>
internal static class ChargingProfilesApi
{
    public static void MapChargingProfiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/charging-profiles").WithTags("Charging profiles");
        group.MapGet("", List)
            .WithSummary("List charging profiles")
            .WithDescription("The library, by name.");
        group.MapGet("/{id}", Find)
            .WithSummary("One charging profile")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", AddAsync)
            .WithSummary("Add a charging profile")
            .WithDescription("Checked by the specification's rules. Nothing is sent to a charger.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPut("/{id}", ChangeAsync)
            .WithSummary("Replace a charging profile")
            .WithDescription("What is installed of it on chargers stays as it is.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{id}", RemoveAsync)
            .WithSummary("Remove a charging profile")
            .WithDescription("What is installed of it on chargers stays.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<List<ChargingProfileContract>> List(ProfileLibrary library) =>
        TypedResults.Ok(library.All.Select(ChargingProfileContract.From).ToList());

    private static Results<Ok<ChargingProfileContract>, ProblemHttpResult> Find(string id, ProfileLibrary library) =>
        Known(library, id) is { } row ? TypedResults.Ok(ChargingProfileContract.From(row)) : Unknown(id);

    private static async Task<Results<Created<ChargingProfileContract>, ProblemHttpResult>> AddAsync(JsonBody<ChargingProfileBody> body, ProfileRegister register, ClaimsPrincipal user) =>
        await register.AddAsync(body.Value.Name!, body.Value.ToDefinition(), user.Actor()) is { } row
            ? TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/api/charging-profiles/{row.Id}"), ChargingProfileContract.From(row))
            : Taken(body.Value.Name!);

    private static async Task<Results<Ok<ChargingProfileContract>, ProblemHttpResult>> ChangeAsync(
        string id, JsonBody<ChargingProfileBody> body, ProfileLibrary library, ProfileRegister register, ClaimsPrincipal user) =>
        Known(library, id) is not { } known ? Unknown(id)
        : await register.ChangeAsync(known.Id, body.Value.Name!, body.Value.ToDefinition(), user.Actor()) is { } row ? TypedResults.Ok(ChargingProfileContract.From(row))
        : library.Find(known.Id) is null ? Unknown(id) : Taken(body.Value.Name!);

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, ProfileLibrary library, ProfileRegister register, ClaimsPrincipal user) =>
        Known(library, id) is { } known && await register.RemoveAsync(known.Id, user.Actor()) ? TypedResults.NoContent() : Unknown(id);

    private static ProfileRow? Known(ProfileLibrary library, string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? library.Find(number) : null;

    /// <summary>What a caller is told of a number that no profile has.</summary>
    public static ProblemHttpResult Unknown(string id) => Problems.NotFound($"Charging profile {id} not found");

    private static ProblemHttpResult Taken(string name) => Problems.Of(StatusCodes.Status409Conflict, "name_taken", $"Another charging profile is called {name.Trim()}.");
}
