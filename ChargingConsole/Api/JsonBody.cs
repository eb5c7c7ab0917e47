using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace ChargingConsole.Api;

/// <summary>A request body that knows its own constraints.</summary>
internal interface ICheckedBody
{
    /// <summary>Names every member that breaks a constraint.</summary>
    void Check(Violations violations);
}

/// <summary>The constraints a body breaks, by member.</summary>
internal sealed class Violations
{
    private readonly Dictionary<string, string[]> _errors = [];

    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    /// <summary>Notes a violation unless <paramref name="holds"/>.</summary>
    public void Require(bool holds, string member, string what)
    {
        if (!holds)
        {
            _errors[member] = [.. _errors.GetValueOrDefault(member, []), $"{member} {what}."];
        }
    }
}

/// <summary>
/// A JSON body, read so that the three kinds of wrong stay apart: text that is no JSON (400), JSON of
/// another shape (422 naming the member), and members out of bounds (422 naming them).
/// </summary>
internal sealed class JsonBody<T> : IBody, IEndpointParameterMetadataProvider
    where T : class, ICheckedBody
{
    private readonly T? _value;

    private JsonBody(T? value, ProblemHttpResult? problem) => (_value, Problem) = (value, problem);

    /// <inheritdoc/>
    public ProblemHttpResult? Problem { get; }

    /// <summary>The body; only there when there is no <see cref="Problem"/>.</summary>
    public T Value => _value ?? throw new InvalidOperationException("The body was refused.");

    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var (document, problem) = await JsonText.ReadAsync(context);
        if (document is null)
        {
            return new(null, problem);
        }

        using (document)
        {
            return Read(document.RootElement, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static JsonBody<T> Read(JsonElement root, JsonTypeInfo<T> type)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new(null, Problems.Breaks("body", "The body must be a JSON object."));
        }

        T value;
        try
        {
            value = root.Deserialize(type)!;
        }
        catch (JsonException e)
        {
            var member = (e.Path ?? "$").TrimStart('$', '.');
            return new(null, member.Length == 0
                ? Problems.Breaks("body", "The body has another shape than this call takes.")
                : Problems.Breaks(member, $"{member} has a value of the wrong type."));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON by its grammar, and no text.
            return new(null, Problems.Breaks("body", "The body holds text that is not Unicode."));
        }

        var violations = new Violations();
        value.Check(violations);
        return violations.Errors.Count == 0 ? new(value, null) : new(null, Problems.Breaks(violations.Errors));
    }
}

/// <summary>A body that may have been refused while it was read.</summary>
internal interface IBody
{
    /// <summary>What to answer instead of calling the endpoint.</summary>
    ProblemHttpResult? Problem { get; }
}
