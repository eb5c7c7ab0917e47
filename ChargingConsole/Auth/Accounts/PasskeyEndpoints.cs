using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth.Accounts;

/// <summary>Passkeys by the framework's own WebAuthn: the browser's script asks for the options, the browser for the person, and the answer is checked here.</summary>
internal static partial class PasskeyEndpoints
{
    private const string SignInOptions = ConsoleAuth.SignInPath + "/passkey/options";
    private const string SignInPath = ConsoleAuth.SignInPath + "/passkey";

    /// <summary>The way in, open to all.</summary>
    public static void MapPasskeySignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignInOptions, async (HttpContext context, AccountSignIn signIn) =>
            IsOwnPage(context) ? Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json") : Results.BadRequest())
            .RequireRateLimiting(RequestLimits.SignInSteps);
        routes.MapPost(SignInPath, SignInAsync).RequireRateLimiting(RequestLimits.SignIns);
    }

    /// <summary>Making one's own.</summary>
    public static void MapOwnPasskeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account/passkeys").RequireAuthorization(Policies.Viewer).ExcludeFromDescription();
        group.MapPost("/options", OptionsAsync);
        group.MapPost("", AddAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, AccountSignIn signIn, UserManager<ConsoleUser> users, AccountTrail trail, ILogger<ConsoleScheme> logger)
    {
        if (await SignInEndpoints.ReadAsync(context, antiforgery) is not { } form)
        {
            return SignInEndpoints.Form(context, "This page had expired. Please try again.", status: StatusCodes.Status400BadRequest);
        }

        PasskeyAssertionResult<ConsoleUser> shown;
        try
        {
            shown = await signIn.PerformPasskeyAssertionAsync(form["credential"].ToString());
        }
        catch (InvalidOperationException)
        {
            // The challenge is gone: too late, or the form came twice.
            return SignInEndpoints.Form(context, "That took too long. Please sign in again.", status: StatusCodes.Status401Unauthorized);
        }

        if (!shown.Succeeded)
        {
            Refused(logger, context.Connection.RemoteIpAddress, shown.Failure?.Message);
            await trail.NoteStrangerAsync(AccountTrail.At(AccountTrail.Stranger, context), null, "unknown passkey");
            return SignInEndpoints.Form(context, "This passkey is not known here.", status: StatusCodes.Status401Unauthorized);
        }

        var user = shown.User;
        if (!await signIn.CanSignInAsync(user) || !await signIn.HasConsoleRoleAsync(user))
        {
            return SignInEndpoints.Form(context, "This account is disabled. Ask an administrator.", status: StatusCodes.Status401Unauthorized);
        }

        await users.AddOrUpdatePasskeyAsync(user, shown.Passkey);
        await signIn.SignInAsync(user, isPersistent: false, "passkey");
        return TypedResults.LocalRedirect(SignInEndpoints.ReturnTo(context));
    }

    private static async Task<IResult> OptionsAsync(HttpContext context, AccountSignIn signIn, UserManager<ConsoleUser> users)
    {
        if (!IsOwnPage(context))
        {
            return Results.BadRequest();
        }

        return await users.GetUserAsync(context.User) is { } user
            ? Results.Content(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = await users.GetUserIdAsync(user), Name = user.Email!, DisplayName = user.DisplayName }), "application/json")
            : Results.BadRequest();
    }

    private static async Task<IResult> AddAsync(HttpContext context, AccountSignIn signIn, UserManager<ConsoleUser> users, AccountTrail trail)
    {
        if (!IsOwnPage(context) || await users.GetUserAsync(context.User) is not { } user)
        {
            return Results.BadRequest();
        }

        try
        {
            if (await context.Request.ReadFromJsonAsync<NewPasskey>() is not { } made)
            {
                return Results.BadRequest();
            }

            var attested = await signIn.PerformPasskeyAttestationAsync(made.Credential.GetRawText());
            if (!attested.Succeeded || attested.UserEntity?.Id != await users.GetUserIdAsync(user))
            {
                return Results.BadRequest();
            }

            attested.Passkey.Name = made.Name is { Length: > 0 and <= 100 } name ? name : "Passkey";
            if (await users.AddOrUpdatePasskeyAsync(user, attested.Passkey) is { Succeeded: false })
            {
                return Results.BadRequest();
            }

            await trail.NoteAsync(AccountTrail.At(user.Email!, context), AccountTrail.OwnChanged, user.Email, "passkey added");
            return Results.NoContent();
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // Nothing was asked for, or what came is no passkey.
            return Results.BadRequest();
        }
    }

    /// <summary>A script of another site can't send JSON here without being asked first, and says where it comes from.</summary>
    private static bool IsOwnPage(HttpContext context) =>
        context.Request.HasJsonContentType() && context.Request.Headers.Origin is [{ } origin] && origin == $"{context.Request.Scheme}://{context.Request.Host}";

    private sealed record NewPasskey(string? Name, JsonElement Credential);

    [LoggerMessage(EventId = 412, Level = LogLevel.Warning, Message = "A passkey from {Address} was refused: {Why}")]
    private static partial void Refused(ILogger logger, System.Net.IPAddress? address, string? why);
}
