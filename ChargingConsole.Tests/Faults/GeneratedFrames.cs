using System.Text;
using ChargingConsole.Tests.Ocpp.V16.Messages;

namespace ChargingConsole.Tests.Faults;

/// <summary>
/// Frames made by chance, the same ones for the same seed: by the book, with one member broken, as answers nobody
/// waits for, with bytes changed, and of bytes without any sense.
/// </summary>
internal sealed class GeneratedFrames(int seed)
{
    private static readonly string[] s_calls =
    [
        .. MessageTable.All.Values.Where(message => message.IsRequest)
            .SelectMany(message => Payloads.Valid(message).Concat(Payloads.Broken(message).Select(broken => broken.Json)).Select(payload => $"\"{message.Action}\",{payload}]")),
    ];

    private static readonly string[] s_answers =
        [.. MessageTable.All.Values.Where(message => !message.IsRequest).SelectMany(Payloads.Valid)];

    private static readonly string[] s_oddities =
    [
        "", " ", "[]", "{}", "null", "[2]", "[2,\"x\"]", "[2,\"x\",\"Heartbeat\"]", "[2,null,null,null]", "[3]", "[4,\"x\"]", "[9,\"x\",{}]", "[[[[[[[[[[",
        "[2,\"x\",\"Heartbeat\",{}", "[2,\"x\",\"Heartbeat\",{}]]]]", "[2,,\"x\",\"Heartbeat\",{}]", "[1e999,\"x\",\"Heartbeat\",{}]",
        "[2,\"\\ud800\",\"Heartbeat\",{}]", "[2,\"x\",\"\\udfff\",{}]", "\"[2]\"", "[2,\"x\",\"Authorize\",{\"idTag\":\"\\u0000\"}]",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next frame, and whether it goes out as text.</summary>
    public (byte[] Bytes, bool IsText) Next()
    {
        switch (_random.Next(10))
        {
            case < 5:
                return (Encoding.UTF8.GetBytes(Call()), true);
            case 5:
                return (Encoding.UTF8.GetBytes($"[3,\"{_random.Next(50)}\",{Pick(s_answers)}]"), true);
            case 6:
                return (Encoding.UTF8.GetBytes(Pick(s_oddities)), true);
            case < 9:
                return (Changed(Encoding.UTF8.GetBytes(Call())), false);
            default:
                var noise = new byte[_random.Next(300)];
                _random.NextBytes(noise);
                // As text, such bytes end the connection: that is WebSocket's own rule (RFC 6455 §8.1).
                return (noise, _random.Next(400) == 0);
        }
    }

    /// <summary>Whether the next frame goes out in two pieces.</summary>
    public bool IsSplit() => _random.Next(20) == 0;

    private string Call() => $"[2,\"{_random.Next(5000)}\",{Pick(s_calls)}"
        .Replace("2026-01-31T12:00", $"2026-01-{1 + _random.Next(31):D2}T{_random.Next(24):D2}:{_random.Next(60):D2}", StringComparison.Ordinal)
        .Replace("\":7", $"\":{_random.Next(1, 20)}", StringComparison.Ordinal);

    private byte[] Changed(byte[] bytes)
    {
        for (var changes = 1 + _random.Next(4); changes > 0 && bytes.Length > 1; changes--)
        {
            var at = _random.Next(bytes.Length);
            bytes = _random.Next(4) switch
            {
                0 => [.. bytes[..at], (byte)_random.Next(256), .. bytes[at..]],
                1 => [.. bytes[..at], .. bytes[(at + 1)..]],
                2 => bytes[..at],
                _ => [.. bytes[..at], (byte)"[]{},:\"\\0"[_random.Next(9)], .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }

    private string Pick(string[] all) => all[_random.Next(all.Length)];
}
