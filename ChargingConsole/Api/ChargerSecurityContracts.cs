using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Security;

namespace ChargingConsole.Api;

/// <summary>How a charger is secured. Profiles: 0 open, 1 password, 2 TLS and password, 3 TLS and client certificate.</summary>
internal sealed record ChargerSecurityContract
{
    /// <summary>The profile of its connection; null while it is offline.</summary>
    public required int? ConnectedProfile { get; init; }

    /// <summary>Whether its connection is encrypted.</summary>
    public required bool? IsTls { get; init; }

    /// <summary>The lowest profile it may come with: the higher of its own and of the one for all.</summary>
    public required int RequiredProfile { get; init; }

    /// <summary>Its own: what it once came with, or what an operator said.</summary>
    public required int OwnProfile { get; init; }

    /// <summary>The operator who said so; null when it follows from how the charger came.</summary>
    public required string? OwnProfileBy { get; init; }

    public required DateTimeOffset? OwnProfileAt { get; init; }

    /// <summary>The lowest profile for all (Ocpp:MinimumSecurityProfile).</summary>
    public required int MinimumProfile { get; init; }

    /// <summary>The profile that the charger last told it is set to; null when it never did.</summary>
    public required int? ConfiguredProfile { get; init; }

    /// <summary>Whether it agreed to a higher profile and has not come with it yet.</summary>
    public required bool IsUpgrading { get; init; }

    /// <summary>Whether it has a password here.</summary>
    public required bool HasKey { get; init; }

    public required DateTimeOffset? KeySetAt { get; init; }
    public required string? KeySetBy { get; init; }

    /// <summary>When it first came in with the newest password; null while it has not, and an older one counts as well.</summary>
    public required DateTimeOffset? KeyProvenAt { get; init; }

    /// <summary>The fingerprint (SHA-256) of the certificate it is connected with.</summary>
    public required string? CertificateFingerprint { get; init; }

    public static ChargerSecurityContract From(ChargePoint chargePoint, DoorBook book, ChargerSecurity security)
    {
        var entry = book.Of(chargePoint);
        var admitted = chargePoint.State.Connection?.AdmittedAs;
        return new ChargerSecurityContract
        {
            ConnectedProfile = (int?)admitted?.Profile,
            IsTls = admitted?.IsTls,
            RequiredProfile = (int)security.RequiredOf(chargePoint),
            OwnProfile = (int)entry.Required,
            OwnProfileBy = entry.Rule?.RequiredBy,
            OwnProfileAt = entry.Rule?.RequiredAt,
            MinimumProfile = (int)security.Minimum,
            ConfiguredProfile = (int?)security.ConfiguredIn(chargePoint),
            IsUpgrading = security.IsUpgrading(chargePoint),
            HasKey = entry.Newest is not null,
            KeySetAt = entry.Newest?.SetAt,
            KeySetBy = entry.Newest?.SetBy,
            KeyProvenAt = entry.Newest?.ProvenAt,
            CertificateFingerprint = admitted?.Certificate,
        };
    }
}

/// <summary>What the door is to ask of a charger.</summary>
internal sealed record RequiredProfileBody : ICheckedBody
{
    /// <summary>0 to 3; lower than before too.</summary>
    public int? RequiredProfile { get; init; }

    void ICheckedBody.Check(Violations violations) => violations.Require(RequiredProfile is >= 0 and <= 3, "required_profile", "must be 0, 1, 2 or 3");
}

/// <summary>The profile a charger is to change to.</summary>
internal sealed record UpgradeBody : ICheckedBody
{
    /// <summary>1 to 3, and higher than the present one.</summary>
    public int? Profile { get; init; }

    void ICheckedBody.Check(Violations violations) => violations.Require(Profile is >= 1 and <= 3, "profile", "must be 1, 2 or 3");
}

/// <summary>A password for a charger.</summary>
internal sealed record ChargerKeyBody : ICheckedBody
{
    /// <summary>16 to 40 characters, text or hexadecimal.</summary>
    public string? Key { get; init; }

    /// <summary>true: send it to the charger (AuthorizationKey); false: the charger has it already.</summary>
    public bool Send { get; init; }

    void ICheckedBody.Check(Violations violations) => violations.Require(Key is { Length: >= 16 and <= 40 }, "key", "must have 16 to 40 characters");
}
