namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks for a certificate (security white paper for OCPP 1.6, SignCertificate.req).</summary>
public sealed record SignCertificateRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "SignCertificate";

    /// <summary>The request for a certificate (PKCS #10), PEM; at most 5500 characters.</summary>
    public string? Csr { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(Csr, "csr");
        constraints.MaxLength(Csr, 5500, "csr");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="SignCertificateRequest"/> (security white paper for OCPP 1.6, SignCertificate.conf).</summary>
public sealed record SignCertificateResponse
{
    /// <summary>Accepted or Rejected.</summary>
    public required string Status { get; init; }
}
