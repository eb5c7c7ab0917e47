using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>What every payload from a charge point has in common: members the specification does not know are kept.</summary>
public abstract record OcppPayload
{
    /// <summary>Members the specification does not know; null when there are none.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownMembers { get; set; }
}

/// <summary>A request of OCPP 1.6, which knows its own action and constraints.</summary>
internal interface IOcppRequest
{
    /// <summary>The action's name in the specification.</summary>
    static abstract string Action { get; }

    /// <summary>Checks the specification's constraints.</summary>
    void Check(ref Constraints constraints);
}
