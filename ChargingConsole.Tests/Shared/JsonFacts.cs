using System.Text.Json;

namespace ChargingConsole.Tests.Shared;

/// <summary>What an answer has to say.</summary>
internal static class JsonFacts
{
    /// <summary>Asserts members by name and value; numbers compare by value, whatever their type.</summary>
    public static void Has(JsonElement answer, params (string Name, object? Value)[] members)
    {
        foreach (var (name, value) in members)
        {
            Assert.True(answer.TryGetProperty(name, out var member), $"{name} is missing in {answer}");
            var expected = JsonSerializer.SerializeToElement(value);
            var same = member.ValueKind == JsonValueKind.Number && expected.ValueKind == JsonValueKind.Number
                ? Math.Abs(member.GetDouble() - expected.GetDouble()) < 1e-9
                : JsonElement.DeepEquals(member, expected);
            Assert.True(same, $"{name} is {member}, not {expected}, in {answer}");
        }
    }
}
