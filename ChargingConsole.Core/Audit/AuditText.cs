using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Audit;

/// <summary>What changed between two states of a thing, as short JSON without secrets.</summary>
internal static class AuditText
{
    private const int Longest = 300;
    private static readonly ConcurrentDictionary<Type, Member[]> s_members = new();
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The members that differ, as they were and as they become; null where there is nothing.</summary>
    public static (string? Before, string? After) Changes<T>(T? before, T? after)
        where T : class
    {
        var changed = Members(typeof(T)).Where(member => !Equals(member, before, after)).ToList();
        return (Write(changed, before), Write(changed, after));
    }

    private static bool Equals(Member member, object? before, object? after)
    {
        var (was, becomes) = (before is null ? null : member.Read(before), after is null ? null : member.Read(after));
        return was is byte[] bytes && becomes is byte[] others ? bytes.AsSpan().SequenceEqual(others)
            : was is System.Collections.IEnumerable and not string ? string.Equals(Text(was), Text(becomes), StringComparison.Ordinal)
            : object.Equals(was, becomes);
    }

    private static string? Write(List<Member> members, object? state)
    {
        if (state is null || members.Count == 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            foreach (var member in members)
            {
                if (member.Read(state) is not { } value)
                {
                    writer.WriteNull(member.Name);
                }
                else if (member.IsSecret)
                {
                    writer.WriteString(member.Name, Secrets.Hidden);
                }
                else
                {
                    Write(writer, member.Name, value);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int or long or short or byte when value is not Enum:
                writer.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumber(name, number);
                break;
            case double or float:
                writer.WriteNumber(name, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                var text = Text(value) ?? "";
                writer.WriteString(name, text.Length > Longest ? $"{text[..Longest]}…" : text);
                break;
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"({bytes.Length} bytes)"),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object?>().Select(one => Text(one))),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static Member[] Members(Type type) => s_members.GetOrAdd(type, static known =>
    [
        .. known.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.SetMethod is not null && property.GetIndexParameters().Length == 0)
            .Select(property => new Member(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), IsSecret(property.Name), property.GetValue)),
    ]);

    private static bool IsSecret(string name) =>
        Secrets.IsSecret(name)
        || name.Contains("Token", StringComparison.Ordinal) || name.Contains("Hash", StringComparison.Ordinal)
        || name.Contains("Protected", StringComparison.Ordinal) || name.Contains("Stamp", StringComparison.Ordinal);

    private sealed record Member(string Name, bool IsSecret, Func<object, object?> Read);
}
