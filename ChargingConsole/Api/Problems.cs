using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Problem details (RFC 9457) as this API words them: a stable <c>code</c>, and the same sentence as <c>message</c> and <c>detail</c>, since clients read either.</summary>
internal static class Problems
{
    public const string Malformed = "malformed";
    public const string Invalid = "invalid";
    public const string NotFoundCode = "not_found";
    public const string Unavailable = "unavailable";

    /// <summary>A problem with a stable word and a sentence.</summary>
    public static ProblemHttpResult Of(int status, string code, string message, IReadOnlyDictionary<string, object?>? more = null) =>
        TypedResults.Problem(Details(status, code, message, more));

    /// <summary>404.</summary>
    public static ProblemHttpResult NotFound(string message, string code = NotFoundCode) => Of(StatusCodes.Status404NotFound, code, message);

    /// <summary>422: what is well-formed and breaks a constraint, by field.</summary>
    public static ProblemHttpResult Breaks(string field, string message) => Breaks(new Dictionary<string, string[]> { [field] = [message] });

    /// <inheritdoc cref="Breaks(string, string)"/>
    public static ProblemHttpResult Breaks(IReadOnlyDictionary<string, string[]> errors) => Of(
        StatusCodes.Status422UnprocessableEntity,
        Invalid,
        string.Join(' ', errors.Values.SelectMany(messages => messages)),
        new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>The members of a problem, for those who write it themselves.</summary>
    public static ProblemDetails Details(int status, string code, string message, IReadOnlyDictionary<string, object?>? more = null)
    {
        var problem = new ProblemDetails { Status = status, Detail = message };
        problem.Extensions["code"] = code;
        problem.Extensions["message"] = message;
        foreach (var (name, value) in more ?? new Dictionary<string, object?>())
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }
}
