namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"Before the owner of an electric vehicle can start or stop charging, the Charge Point has to authorize the operation" (OCPP 1.6 §4.1, §6.1).</summary>
public sealed record AuthorizeRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "Authorize";

    /// <summary>The identifier to be authorised; at most 20 characters.</summary>
    public string? IdTag { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(IdTag, "idTag");
        constraints.MaxLength(IdTag, 20, "idTag");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="AuthorizeRequest"/> (OCPP 1.6 §6.2).</summary>
public sealed record AuthorizeResponse
{
    /// <summary>Whether the tag may charge.</summary>
    public required IdTagInfo IdTagInfo { get; init; }
}
