using ChargingConsole.Components.Account;
using ChargingConsole.Core.Audit;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth.Accounts;

/// <summary>Signing in and out: plain pages and plain forms, which work before anything else does.</summary>
internal static partial class SignInEndpoints
{
    private const string Wrong = "The e-mail address or the password is not right.";
    private const string Locked = "This account is locked for some minutes after too many wrong tries. An administrator can unlock it.";

    /// <summary>Where the second factor is asked for.</summary>
    public const string CodePath = ConsoleAuth.SignInPath + "/code";

    private const string SignOutPath = "/sign-out";
    private const string Expired = "This page had expired. Please try again.";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ConsoleAuth.SignInPath, IResult (HttpContext context) =>
            SignIns.IdOf(context.User) is not null ? TypedResults.LocalRedirect(ReturnTo(context))
            : Form(context, context.Request.Query.ContainsKey("failed") ? Texts.Key("The other provider did not vouch for you, or it took too long. Please try again.") : null));
        routes.MapPost(ConsoleAuth.SignInPath, SignInAsync).RequireRateLimiting(RequestLimits.SignIns);
        routes.MapGet(CodePath, CodeFormAsync);
        routes.MapPost(CodePath, CodeAsync).RequireRateLimiting(RequestLimits.SignIns);
        routes.MapPost(SignOutPath, (Delegate)SignOutAsync);
    }

    /// <summary>
    /// Whoever signs in has no sign-in yet: a cookie that is there would otherwise go on as somebody else's,
    /// also one that a stranger had planted. It is ended first, and the page asked anew.
    /// </summary>
    public static async ValueTask<object?> OneAtATimeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var signsIn = HttpMethods.IsPost(context.Request.Method) && context.Request.Path != SignOutPath && !context.Request.HasJsonContentType() || context.Request.Path == OpenIdConnectSignIn.DonePath;
        if (!signsIn || SignIns.IdOf(context.User) is null)
        {
            return await next(invocation);
        }

        await context.SignOutAsync(ConsoleAuth.CookieScheme);
        return TypedResults.LocalRedirect($"{context.Request.Path}{context.Request.QueryString}");
    }

    /// <summary>The form, with what went wrong.</summary>
    public static RazorComponentResult Form(HttpContext context, string? wrong, string email = "", int status = StatusCodes.Status200OK)
    {
        var first = context.RequestServices.GetRequiredService<FirstAdministrator>();
        return Page<SignInForm>(context, status, new()
        {
            [nameof(SignInForm.Return)] = ReturnTo(context),
            [nameof(SignInForm.Wrong)] = wrong,
            [nameof(SignInForm.Email)] = email,
            [nameof(SignInForm.HasEnded)] = context.Request.Query.ContainsKey("ended"),
            [nameof(SignInForm.NeedsSetup)] = first.IsNeeded,
            [nameof(SignInForm.TakesKeys)] = context.RequestServices.GetRequiredService<AccessKeys>().Any,
            [nameof(SignInForm.Provider)] = context.RequestServices.GetRequiredService<OpenIdConnectSignIn>().Name,
            [nameof(SignInForm.LosesCookie)] = LosesCookie(context),
        });
    }

    /// <summary>Says that too many tries came from the caller's address, and when to come again.</summary>
    public static RazorComponentResult TooOften(HttpContext context, TimeSpan wait) =>
        Page<TooOftenPage>(context, StatusCodes.Status429TooManyRequests, new() { [nameof(TooOftenPage.Wait)] = wait });

    /// <summary>A plain page, never kept by anybody.</summary>
    public static RazorComponentResult Page<T>(HttpContext context, int status, Dictionary<string, object?> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult(typeof(T), parameters) { StatusCode = status };
    }

    /// <summary>Where to go afterwards.</summary>
    public static string ReturnTo(HttpContext context) => LocalPath.Of(context.Request.Query[LocalPath.Parameter]);

    /// <summary>Whether a browser would throw the cookie away, since it came without TLS.</summary>
    public static bool LosesCookie(HttpContext context) => !context.Request.IsHttps && ConsoleAuth.IsSecure(context);

    /// <summary>The form of a request that came from a page of ours; null for any other.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context, IAntiforgery antiforgery) =>
        context.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(context) ? await context.Request.ReadFormAsync() : null;

    private static async Task<IResult> SignInAsync(
        HttpContext context, IAntiforgery antiforgery, AccessKeys keys, AccountSignIn signIn, UserManager<ConsoleUser> users, IPasswordHasher<ConsoleUser> hasher, AccountTrail trail, ILogger<ConsoleScheme> logger)
    {
        if (await ReadAsync(context, antiforgery) is not { } form)
        {
            return Form(context, Expired, status: StatusCodes.Status400BadRequest);
        }

        if (form["key"].ToString().Trim() is { Length: > 0 } typed)
        {
            return await SignInByKeyAsync(context, keys, typed, trail, logger);
        }

        var (email, password) = (form["email"].ToString().Trim(), form["password"].ToString());
        if (password.Length > PasswordRules.Longest || await users.FindByNameAsync(email) is not { } user)
        {
            // As slow as for somebody who is known.
            hasher.HashPassword(new ConsoleUser(), password[..Math.Min(password.Length, PasswordRules.Longest)]);
            await trail.NoteStrangerAsync(AccountTrail.At(AccountTrail.Stranger, context), email, "no such user");
            return Refused(Wrong);
        }

        if (user.IsDisabled || !await signIn.HasConsoleRoleAsync(user))
        {
            if (await users.IsLockedOutAsync(user))
            {
                return Refused(Locked);
            }

            // Why not is told to those who know the password; those who guess it are counted as everywhere.
            var isRight = await users.CheckPasswordAsync(user, password);
            if (!isRight)
            {
                await users.AccessFailedAsync(user);
            }

            await trail.NoteAsync(AccountTrail.At(user.Email!, context), AuditWords.SignInRefused, user.Email, outcome: AuditOutcome.Refused);
            return Refused(!isRight ? Wrong : user.IsDisabled ? "This account is disabled. Ask an administrator." : "This account is for the app; it has no role in the console.");
        }

        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: form["stay"] == "on", lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            return TypedResults.LocalRedirect($"{CodePath}?{LocalPath.Parameter}={Uri.EscapeDataString(ReturnTo(context))}&stay={(form["stay"] == "on" ? 1 : 0)}");
        }

        if (result.Succeeded)
        {
            return TypedResults.LocalRedirect(ReturnTo(context));
        }

        await trail.NoteAsync(AccountTrail.At(user.Email!, context), AuditWords.SignInRefused, user.Email, result.IsLockedOut ? "locked" : null, AuditOutcome.Refused);
        return Refused(result.IsLockedOut ? Locked : Wrong);

        IResult Refused(string reason)
        {
            RefusedUser(logger, AccountTrail.Shown(email) ?? "(no e-mail address)", context.Connection.RemoteIpAddress);
            return Form(context, reason, email, StatusCodes.Status401Unauthorized);
        }
    }

    private static async Task<IResult> SignInByKeyAsync(HttpContext context, AccessKeys keys, string typed, AccountTrail trail, ILogger logger)
    {
        if (keys.Find(typed) is not { Scope: >= AccessScope.Viewer } key)
        {
            RefusedKey(logger, context.Connection.RemoteIpAddress);
            await trail.NoteStrangerAsync(AccountTrail.At(AccountTrail.Stranger, context), null, "unknown access key");
            return Form(context, "This key is not known here.", status: StatusCodes.Status401Unauthorized);
        }

        await context.SignInAsync(ConsoleAuth.CookieScheme, AccessKeys.PrincipalOf(key, ConsoleAuth.CookieScheme));
        await trail.NoteAsync(AccountTrail.At(key.Name, context), AuditWords.SignedIn, key.Name, "access key");
        return TypedResults.LocalRedirect(ReturnTo(context));
    }

    private static async Task<IResult> CodeFormAsync(HttpContext context, AccountSignIn signIn) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? TypedResults.LocalRedirect(ConsoleAuth.SignInPath) : CodePage(context, null, StatusCodes.Status200OK);

    private static async Task<IResult> CodeAsync(HttpContext context, IAntiforgery antiforgery, AccountSignIn signIn, AccountTrail trail, ILogger<ConsoleScheme> logger)
    {
        if (await ReadAsync(context, antiforgery) is not { } form)
        {
            return CodePage(context, Expired, StatusCodes.Status400BadRequest);
        }

        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
        {
            return Form(context, "That took too long. Please sign in again.", status: StatusCodes.Status401Unauthorized);
        }

        var code = new string([.. form["code"].ToString().Where(char.IsAsciiLetterOrDigit)]);
        var result = code.Length == 6 && code.All(char.IsAsciiDigit)
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: context.Request.Query["stay"] == "1", rememberClient: false)
            : await signIn.RecoverAsync(user, code);
        if (result.Succeeded)
        {
            return TypedResults.LocalRedirect(ReturnTo(context));
        }

        RefusedUser(logger, user.Email!, context.Connection.RemoteIpAddress);
        await trail.NoteAsync(AccountTrail.At(user.Email!, context), AuditWords.SignInRefused, user.Email, "second factor", AuditOutcome.Refused);
        return CodePage(
            context,
            result.IsLockedOut ? "This account is locked for some minutes after too many wrong tries. An administrator can unlock it." : "This code is not right. Codes of an app change every 30 seconds; each recovery code works once.",
            StatusCodes.Status401Unauthorized);
    }

    private static RazorComponentResult CodePage(HttpContext context, string? wrong, int status) => Page<CodeForm>(context, status, new()
    {
        [nameof(CodeForm.Return)] = ReturnTo(context),
        [nameof(CodeForm.Stay)] = context.Request.Query["stay"] == "1",
        [nameof(CodeForm.Wrong)] = wrong,
    });

    private static async Task<IResult> SignOutAsync(HttpContext context, AccountTrail trail)
    {
        // Signing somebody else out is all that a forged request could do; other origins may not even that.
        if (context.Request.Headers.Origin is [{ } origin] && origin != $"{context.Request.Scheme}://{context.Request.Host}")
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (SignIns.IdOf(context.User) is not null)
        {
            await trail.NoteAsync(AccountTrail.At(context.User.Who(), context), AuditWords.SignedOut, context.User.Who());
        }

        await context.SignOutAsync(ConsoleAuth.CookieScheme);
        return TypedResults.Redirect(ConsoleAuth.SignInPath);
    }

    [LoggerMessage(EventId = 410, Level = LogLevel.Warning, Message = "A sign-in from {Address} was refused: unknown key")]
    private static partial void RefusedKey(ILogger logger, System.Net.IPAddress? address);

    [LoggerMessage(EventId = 411, Level = LogLevel.Warning, Message = "A sign-in as {Email} from {Address} was refused")]
    private static partial void RefusedUser(ILogger logger, string email, System.Net.IPAddress? address);
}

/// <summary>Where somebody wanted to go.</summary>
internal static class LocalPath
{
    /// <summary>The query parameter that holds it.</summary>
    public const string Parameter = "return";

    /// <summary>The local path to go to; never another site's.</summary>
    public static string Of(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
