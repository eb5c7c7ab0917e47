using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>The OCPP payload of a generic command as it was told.</summary>
internal sealed class CommandBody(string text, ProblemHttpResult? problem) : IBody
{
    /// <inheritdoc/>
    public ProblemHttpResult? Problem { get; } = problem;

    /// <summary>The JSON text.</summary>
    public string Text { get; } = text;

    public static async ValueTask<CommandBody> BindAsync(HttpContext context)
    {
        var (document, problem) = await JsonText.ReadAsync(context);
        using (document)
        {
            return new(document?.RootElement.GetRawText() ?? "", problem);
        }
    }
}
