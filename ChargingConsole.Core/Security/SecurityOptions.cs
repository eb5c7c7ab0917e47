using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Core.Security;

/// <summary>Certificates of charge points (section <c>Security</c>).</summary>
public sealed class SecurityOptions
{
    /// <summary>The file with the key that private keys are encrypted with; made at the first use, readable by its owner alone. Empty: authority.key beside the SQLite file, else in data.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>How long a charger's certificate is valid, in days.</summary>
    [Range(1, 3650)]
    public int CertificateDays { get; set; } = 365;

    /// <summary>Whether a request for a certificate waits for an operator where nothing signs it by itself; else it is refused.</summary>
    public bool RequestsWait { get; set; } = true;
}
