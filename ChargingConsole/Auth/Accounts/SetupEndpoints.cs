using System.Globalization;
using ChargingConsole.Components.Account;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth.Accounts;

/// <summary>The page of the first administrator, and the one that an invitation leads to.</summary>
internal static class SetupEndpoints
{
    /// <summary>Where an invitation leads.</summary>
    public const string InvitationPath = "/invitation";

    private const string Expired = "This page had expired. Please try again.";

    public static void MapSetup(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(FirstAdministrator.Path, IResult (HttpContext context, FirstAdministrator first) =>
            first.IsNeeded ? Setup(context, new SetupInput(), null, StatusCodes.Status200OK) : TypedResults.LocalRedirect("/"));
        routes.MapPost(FirstAdministrator.Path, SetUpAsync).RequireRateLimiting(RequestLimits.SignIns);
        routes.MapGet(InvitationPath, InvitationAsync).RequireRateLimiting(RequestLimits.SignInSteps);
        routes.MapPost(InvitationPath, AcceptAsync).RequireRateLimiting(RequestLimits.SignIns);
    }

    private static async Task<IResult> SetUpAsync(HttpContext context, IAntiforgery antiforgery, FirstAdministrator first, AccountSignIn signIn)
    {
        if (await SignInEndpoints.ReadAsync(context, antiforgery) is not { } form)
        {
            return Setup(context, new SetupInput(), Expired, StatusCodes.Status400BadRequest);
        }

        var input = new SetupInput(form["code"].ToString().Trim(), form["name"].ToString().Trim(), form["email"].ToString().Trim());
        var password = form["password"].ToString();
        var wrong = input.Name.Length is 0 or > 256 ? "Please tell your name."
            : password != form["again"].ToString() ? "The two passwords are not the same."
            : null;
        if (wrong is null)
        {
            (_, wrong) = await first.MakeAsync(input.Code, input.Name, input.Email, password);
            if (wrong is null && await signIn.UserManager.FindByNameAsync(input.Email) is { } user)
            {
                await signIn.SignInAsync(user, isPersistent: false);
                return TypedResults.LocalRedirect("/");
            }
        }

        return Setup(context, input, wrong, StatusCodes.Status400BadRequest);
    }

    private static RazorComponentResult Setup(HttpContext context, SetupInput input, string? wrong, int status) => SignInEndpoints.Page<SetupForm>(context, status, new()
    {
        [nameof(SetupForm.Input)] = input,
        [nameof(SetupForm.Wrong)] = wrong,
        [nameof(SetupForm.TakesKeys)] = context.RequestServices.GetRequiredService<AccessKeys>().Any,
        [nameof(SetupForm.LosesCookie)] = SignInEndpoints.LosesCookie(context),
    });

    private static async Task<IResult> InvitationAsync(HttpContext context, UserManager<ConsoleUser> users) =>
        Invitation(context, await InvitedAsync(context, users), null, StatusCodes.Status200OK);

    /// <summary>Who is meant; nobody where the code does not fit, so that a link tells no stranger whose account it is.</summary>
    private static async Task<ConsoleUser?> InvitedAsync(HttpContext context, UserManager<ConsoleUser> users) =>
        int.TryParse(context.Request.Query["user"], out var id)
        && await users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture)) is { IsDisabled: false } user
        && await users.VerifyUserTokenAsync(user, users.Options.Tokens.PasswordResetTokenProvider, UserManager<ConsoleUser>.ResetPasswordTokenPurpose, context.Request.Query["code"].ToString())
            ? user
            : null;

    private static async Task<IResult> AcceptAsync(HttpContext context, IAntiforgery antiforgery, UserManager<ConsoleUser> users, AccountSignIn signIn, SignIns signIns, AccountWatch watch)
    {
        var user = await InvitedAsync(context, users);
        if (await SignInEndpoints.ReadAsync(context, antiforgery) is not { } form)
        {
            return Invitation(context, user, Expired, StatusCodes.Status400BadRequest);
        }

        var password = form["password"].ToString();
        if (user is null)
        {
            return Invitation(context, null, "This link is used up or too old. Ask an administrator for a new one.", StatusCodes.Status400BadRequest);
        }

        if (password != form["again"].ToString())
        {
            return Invitation(context, user, "The two passwords are not the same.", StatusCodes.Status400BadRequest);
        }

        var result = await users.ResetPasswordAsync(user, context.Request.Query["code"].ToString(), password);
        if (!result.Succeeded)
        {
            return Invitation(context, user, result.Errors.First().Description, StatusCodes.Status400BadRequest);
        }

        await users.SetLockoutEndDateAsync(user, null);
        await signIns.EndAllAsync(user.Id);
        watch.Forget(user.Id);
        if (user.TwoFactorEnabled)
        {
            return TypedResults.LocalRedirect(ConsoleAuth.SignInPath);
        }

        await signIn.SignInAsync(user, isPersistent: false);
        return TypedResults.LocalRedirect("/");
    }

    private static RazorComponentResult Invitation(HttpContext context, ConsoleUser? user, string? wrong, int status) => SignInEndpoints.Page<InvitationForm>(context, status, new()
    {
        [nameof(InvitationForm.Email)] = user?.Email ?? "",
        [nameof(InvitationForm.UserId)] = context.Request.Query["user"].ToString(),
        [nameof(InvitationForm.Code)] = context.Request.Query["code"].ToString(),
        [nameof(InvitationForm.Wrong)] = wrong,
    });
}

/// <summary>What was typed on the page of the first administrator; the password is not repeated.</summary>
/// <param name="Code">The set-up code.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address.</param>
public sealed record SetupInput(string Code = "", string Name = "", string Email = "");
