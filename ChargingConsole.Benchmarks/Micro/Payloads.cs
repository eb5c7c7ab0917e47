using ChargingConsole.Benchmarks.Load;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>The frames that the load sends, one of each kind.</summary>
internal static class Payloads
{
    public static byte[] Heartbeat { get; } = Text(output => Calls.Heartbeat(output, 1, 1));

    public static byte[] Status { get; } = Text(output => Calls.Status(output, 1, 1, "Preparing"u8));

    public static byte[] MeterValues(int transactionId) => Text(output => Calls.Meter(output, 1, 1, transactionId, 123456));

    public static byte[] Start { get; } = Text(output => Calls.Start(output, 1, 1, 1000));

    private static byte[] Text(Writer write)
    {
        var output = new byte[1024];
        return output[..write(output)];
    }

    private delegate int Writer(Span<byte> output);
}
