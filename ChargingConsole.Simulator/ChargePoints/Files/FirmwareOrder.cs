using System.Text.RegularExpressions;

namespace ChargingConsole.Simulator.ChargePoints.Files;

/// <summary>What UpdateFirmware or SignedUpdateFirmware asked for.</summary>
internal sealed partial record FirmwareOrder
{
    public required string Location { get; init; }

    public required DateTimeOffset RetrieveAt { get; init; }

    public DateTimeOffset? InstallAt { get; init; }

    public int Retries { get; init; }

    public TimeSpan RetryInterval { get; init; }

    /// <summary>Only of a signed update.</summary>
    public int? RequestId { get; init; }

    public FirmwareSignature? Signature { get; init; }

    /// <summary>The version in the file's name, or the present one with its last number raised.</summary>
    public string VersionAfter(string present)
    {
        var name = Uri.TryCreate(Location, UriKind.Absolute, out var url) ? url.Segments[^1] : Location;
        if (Version().Match(name) is { Success: true } named)
        {
            return named.Value;
        }

        return LastNumber().Replace(present, number => $"{(long.TryParse(number.Value, out var last) ? last + 1 : 1)}");
    }

    [GeneratedRegex(@"\d{1,5}(\.\d{1,5}){1,4}", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex(@"\d+(?=\D*$)", RegexOptions.CultureInvariant)]
    private static partial Regex LastNumber();
}
