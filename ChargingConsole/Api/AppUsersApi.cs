using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Auth.App;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Api;

/// <summary>The mobile app's sign-in.</summary>
internal static class AppUsersApi
{
    public static void MapAppUsers(this IEndpointRouteBuilder routes)
    {
        var door = routes.MapGroup("").WithTags("App users").AllowAnonymous().ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
        door.MapPost("/users/login", LoginAsync)
            .WithSummary("Sign in with the app")
            .WithDescription("Refusals are 200 with success false. The access token serves 30 minutes, the refresh token 7 days.")
            .RequireRateLimiting(RequestLimits.SignIns);
        door.MapPost("/users/register", RegisterAsync)
            .WithSummary("Register with the app")
            .WithDescription("Makes a driver with an id tag of its own, if the configuration lets people register. Refusals are 200 with success false.")
            .RequireRateLimiting(RequestLimits.SignIns);
        door.MapPost("/auth/refresh", RefreshAsync)
            .WithSummary("A new access token")
            .WithDescription("Comes with the refresh token to show next. One that is shown again after its successor was used ends the sign-in. 401 when it is void.");
        door.MapPost("/auth/logout", LogoutAsync)
            .WithSummary("Sign out")
            .WithDescription("Ends the sign-in of a refresh token; its access tokens are void at once.");

        var group = routes.MapGroup("/users/{id}").WithTags("App users");
        group.MapGet("", FindAsync).WithSummary("A user").WithDescription("Oneself; administrators may ask for anybody.").RequireAuthorization(Policies.Own).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("", ChangeAsync).WithSummary("Change oneself").WithDescription("Absent members stay.").RequireAuthorization(Policies.Own).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPut("/id-tags", AssignAsync).WithSummary("Give a user id tags").WithDescription("These and no others; the app charges for the first.")
            .RequireAuthorization(Policies.Administrator).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<LoginAnswer>> LoginAsync(JsonBody<LoginRequest> body, AppAccounts accounts, AppTokens tokens, HttpContext context)
    {
        var (user, refusal) = await accounts.SignInAsync(body.Value.Email!, body.Value.Password!, Address(context));
        return TypedResults.Ok(user is null ? LoginAnswer.Refused(refusal!) : await WelcomeAsync(user, "Login successful", accounts, tokens));
    }

    private static async Task<Ok<LoginAnswer>> RegisterAsync(JsonBody<RegisterRequest> body, AppAccounts accounts, AppTokens tokens, HttpContext context)
    {
        var asked = body.Value;
        var (user, refusal) = await accounts.RegisterAsync(asked.Email!, asked.Password!, asked.Name, asked.Phone, Address(context));
        return TypedResults.Ok(user is null ? LoginAnswer.Refused(refusal!) : await WelcomeAsync(user, "Registration successful", accounts, tokens));
    }

    private static async Task<Results<Ok<RefreshAnswer>, ProblemHttpResult>> RefreshAsync(JsonBody<RefreshRequest> body, AppTokens tokens, HttpContext context) =>
        body.Value.RefreshToken is { Length: > 0 } refresh && await tokens.RefreshAsync(refresh, Address(context)) is { } pair
            ? TypedResults.Ok(new RefreshAnswer(true, pair.Access, pair.Refresh, "bearer", (int)AppTokens.AccessLifetime.TotalSeconds))
            : Problems.Of(StatusCodes.Status401Unauthorized, "not_authenticated", "This sign-in has ended. Sign in again.");

    private static async Task<NoContent> LogoutAsync(JsonBody<RefreshRequest> body, AppTokens tokens)
    {
        if (body.Value.RefreshToken is { Length: > 0 } refresh)
        {
            await tokens.EndAsync(refresh);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AppUserContract>, ProblemHttpResult>> FindAsync(string id, ClaimsPrincipal caller, UserManager<ConsoleUser> users, AppAccounts accounts) =>
        await UserAsync(id, caller, users) is { } user ? TypedResults.Ok(AppUserContract.From(user, await accounts.TagsAsync(user.Id))) : Unknown(id);

    private static async Task<Results<Ok<AppUserContract>, ProblemHttpResult>> ChangeAsync(
        string id, JsonBody<UserChange> body, ClaimsPrincipal caller, UserManager<ConsoleUser> users, AppAccounts accounts)
    {
        if (!IsOneself(id, caller) || await UserAsync(id, caller, users) is not { } user)
        {
            return Unknown(id);
        }

        user.DisplayName = body.Value.Name?.Trim() ?? user.DisplayName;
        user.PhoneNumber = body.Value.Phone is { } phone ? string.IsNullOrWhiteSpace(phone) ? null : phone.Trim() : user.PhoneNumber;
        await users.UpdateAsync(user);
        return TypedResults.Ok(AppUserContract.From(user, await accounts.TagsAsync(user.Id)));
    }

    private static async Task<Results<Ok<AppUserContract>, ProblemHttpResult>> AssignAsync(
        string id, JsonBody<UserTagsBody> body, ClaimsPrincipal caller, UserManager<ConsoleUser> users, AppAccounts accounts) =>
        await UserAsync(id, caller, users) is not { } user ? Unknown(id)
        : await accounts.AssignAsync(user, body.Value.IdTags!, caller.Actor()) is { } wrong ? Problems.Breaks("id_tags", wrong)
        : TypedResults.Ok(AppUserContract.From(user, await accounts.TagsAsync(user.Id)));

    private static async Task<LoginAnswer> WelcomeAsync(ConsoleUser user, string message, AppAccounts accounts, AppTokens tokens)
    {
        var pair = await tokens.BeginAsync(user);
        return new LoginAnswer
        {
            Success = true,
            Message = message,
            User = AppUserContract.From(user, await accounts.TagsAsync(user.Id)),
            Token = pair.Access,
            AccessToken = pair.Access,
            RefreshToken = pair.Refresh,
            TokenType = "bearer",
            ExpiresIn = (int)AppTokens.AccessLifetime.TotalSeconds,
        };
    }

    /// <summary>The user that the caller may know of.</summary>
    private static async Task<ConsoleUser?> UserAsync(string id, ClaimsPrincipal caller, UserManager<ConsoleUser> users) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _) && (IsOneself(id, caller) || caller.IsInRole(Policies.Administrator))
            ? await users.FindByIdAsync(id)
            : null;

    private static bool IsOneself(string id, ClaimsPrincipal caller) => caller.FindFirst(AppTokens.UserClaim)?.Value == id;

    private static ProblemHttpResult Unknown(string id) => Problems.NotFound($"User {id} not found");

    private static string? Address(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;
}
