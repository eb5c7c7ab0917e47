using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace ChargingConsole.Api;

/// <summary>
/// Which value of a query could not be read. Endpoints that are compiled at build answer 400 without a word where
/// the parameter may be left out; whoever called wants to know which one it was.
/// </summary>
internal static class UnreadableQuery
{
    /// <summary>The first such parameter's name; null when all can be read.</summary>
    public static string? NameOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .Where(parameter => parameter.HasTryParse)
        .Select(parameter => (Name: JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name), parameter.ParameterInfo.ParameterType))
        .FirstOrDefault(parameter => context.Request.Query[parameter.Name].ToString() is { Length: > 0 } text && !IsReadable(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, text))
        .Name;

    private static bool IsReadable(Type type, string text) =>
        type == typeof(int) ? int.TryParse(text, CultureInfo.InvariantCulture, out _)
        : type == typeof(long) ? long.TryParse(text, CultureInfo.InvariantCulture, out _)
        : type == typeof(Guid) ? Guid.TryParse(text, out _)
        : type == typeof(Flag) ? Flag.TryParse(text, out _)
        : type == typeof(Moment) ? Moment.TryParse(text, out _)
        : !type.IsEnum || Enum.TryParse(type, text, ignoreCase: true, out _);
}
