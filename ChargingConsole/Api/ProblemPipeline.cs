using System.Data.Common;
using System.Text.Json;
using ChargingConsole.Core.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Whatever goes wrong under the API's paths is answered with a problem, and never with the server's internals.</summary>
internal static class ProblemPipeline
{
    private static readonly PathString[] s_paths = ["/api", "/hubs", "/health", "/openapi"];

    /// <summary>Answers errors and bare status codes under the API's paths; goes before authentication, so that 401 and 403 are covered.</summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) => app.UseWhen(
        context => IsApi(context.Request),
        branch =>
        {
            branch.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = WriteErrorAsync, SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException });
            branch.UseStatusCodePages(context => WriteStatusAsync(context.HttpContext));
        });

    /// <summary>Whether a request is answered with problems and never redirected.</summary>
    public static bool IsApi(HttpRequest request) => Array.Exists(s_paths, path => request.Path.StartsWithSegments(path));

    private static Task WriteStatusAsync(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status404NotFound && context.GetEndpoint() is null && OtherMethods.Of(context) is { Count: > 0 } methods)
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            return WriteAsync(context, StatusCodes.Status405MethodNotAllowed);
        }

        return context.Response.StatusCode == StatusCodes.Status400BadRequest && UnreadableQuery.NameOf(context) is { } parameter
            ? Unreadable(parameter).ExecuteAsync(context)
            : WriteAsync(context, context.Response.StatusCode);
    }

    private static Task WriteErrorAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        switch (error)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad when Parameter(bad.Message) is { } parameter:
                return Unreadable(parameter).ExecuteAsync(context);
            case BadHttpRequestException bad:
                return WriteAsync(context, bad.StatusCode);
            case DatabaseUnavailableException or DbException { IsTransient: true }:
                return WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
            default:
                return WriteAsync(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static ProblemHttpResult Unreadable(string parameter) => Problems.Of(
        StatusCodes.Status400BadRequest,
        Problems.Malformed,
        $"{parameter} cannot be read.",
        new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [parameter] = ["cannot be read."] } });

    private static Task WriteAsync(HttpContext context, int status)
    {
        var (code, message) = status switch
        {
            400 => (Problems.Malformed, "The request cannot be read."),
            401 => ("not_authenticated", "Sign in, or send an API key in X-API-Key or an access token as Bearer."),
            403 => ("forbidden", "Your role does not allow this."),
            404 => (Problems.NotFoundCode, "There is nothing at this address."),
            405 => ("method_not_allowed", $"{context.Request.Method} is not possible here."),
            413 => ("too_large", "The body is too large."),
            415 => ("unsupported_media_type", "Send the body as application/json."),
            429 => ("too_many_requests", "Too many requests. Please try again later."),
            503 => (Problems.Unavailable, "The database is away. Try again in a moment."),
            500 => ("error", "An unexpected error occurred"),
            _ => ("error", $"The request was answered with status {status}."),
        };
        return Problems.Of(status, code, message).ExecuteAsync(context);
    }

    /// <summary>The query parameter's name in the framework's message <c>Failed to bind parameter "int? limit" from "x".</c>; null when it says something else.</summary>
    private static string? Parameter(string message)
    {
        const string Start = "Failed to bind parameter \"";
        if (!message.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        var end = message.IndexOf('"', Start.Length);
        return end < 0 ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(message[Start.Length..end].Split(' ')[^1]);
    }
}
