using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Core.Firmware;

/// <summary>Firmware files, and the files that charge points deliver (section <c>Firmware</c>).</summary>
public sealed class FirmwareOptions
{
    /// <summary>Where the files lie; a folder "files" beside the embedded database when empty.</summary>
    public string? Folder { get; set; }

    /// <summary>
    /// The address under which charge points reach the web listener, such as https://console.example.org. When empty,
    /// the one the web listener is bound to; bound to all, the loopback for charge points on this machine and the
    /// machine's name for others, which in a container or behind a proxy they do not reach.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>The largest firmware file in MiB.</summary>
    [Range(1, 10_240)]
    public int MaxFirmwareMiB { get; set; } = 512;

    /// <summary>The largest file in MiB that a charge point may deliver.</summary>
    [Range(1, 10_240)]
    public int MaxUploadMiB { get; set; } = 256;

    /// <summary>How much all files together may take in MiB.</summary>
    [Range(1, 1_048_576)]
    public int MaxTotalMiB { get; set; } = 10_240;

    /// <summary>How long the address that a charge point was given works, in hours; for an update counted from its date.</summary>
    [Range(1, 8_760)]
    public int LinkHours { get; set; } = 72;

    /// <summary>How long delivered files are kept, in days.</summary>
    [Range(1, 3_650)]
    public int RetentionDays { get; set; } = 90;
}
