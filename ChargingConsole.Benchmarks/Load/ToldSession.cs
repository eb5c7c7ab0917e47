using System.Buffers.Text;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>A session as its charger knows it: only what was answered counts.</summary>
/// <param name="TransactionId">The id that the start was answered with.</param>
/// <param name="Charger">Whose it is.</param>
/// <param name="MeterStart">The register told with the start.</param>
/// <param name="Readings">How many readings were answered.</param>
/// <param name="MeterStop">The register told with the stop; null until that was answered.</param>
internal sealed record ToldSession(int TransactionId, int Charger, long MeterStart, int Readings = 0, long? MeterStop = null)
{
    private static ReadOnlySpan<byte> IdName => "\"transactionId\":"u8;

    /// <summary>The transaction id in the answer to a start; 0 when there is none.</summary>
    public static int IdIn(ReadOnlySpan<byte> result)
    {
        var at = result.IndexOf(IdName);
        return at >= 0 && Utf8Parser.TryParse(result[(at + IdName.Length)..], out int id, out _) ? id : 0;
    }
}
