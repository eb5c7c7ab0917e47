using System.Text.Json;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Authorising;

/// <summary>The local authorisation list (OCPP 1.6 §3.5.2): replaced whole or changed, always with its version.</summary>
internal sealed class LocalList(ConfigurationKeys keys)
{
    private readonly Lock _gate = new();
    private Dictionary<string, TagInfo> _tags = new(StringComparer.OrdinalIgnoreCase);
    private int _version;

    /// <summary>0 while it is empty, −1 when there is none (§5.10).</summary>
    public int Version
    {
        get
        {
            lock (_gate)
            {
                return !keys.IsTrue("LocalAuthListEnabled") ? -1 : _tags.Count == 0 ? 0 : _version;
            }
        }
    }

    public TagInfo? Find(string idTag)
    {
        lock (_gate)
        {
            return keys.IsTrue("LocalAuthListEnabled") ? _tags.GetValueOrDefault(idTag) : null;
        }
    }

    /// <summary>Gives the status of SendLocalList.conf (§5.15): Accepted, Failed, NotSupported or VersionMismatch.</summary>
    public string Update(int version, bool isFull, IReadOnlyList<JsonElement> entries)
    {
        if (!keys.IsTrue("LocalAuthListEnabled"))
        {
            return "NotSupported";
        }

        if (version < 1 || entries.Count > keys.Whole("SendLocalListMaxLength"))
        {
            return "Failed";
        }

        lock (_gate)
        {
            if (!isFull && version <= _version)
            {
                return "VersionMismatch";
            }

            var tags = isFull ? new Dictionary<string, TagInfo>(StringComparer.OrdinalIgnoreCase) : new(_tags, _tags.Comparer);
            if (!TryApply(tags, isFull, entries) || tags.Count > keys.Whole("LocalAuthListMaxLength"))
            {
                return "Failed";
            }

            (_tags, _version) = (tags, version);
            return "Accepted";
        }
    }

    private static bool TryApply(Dictionary<string, TagInfo> tags, bool isFull, IReadOnlyList<JsonElement> entries)
    {
        var seen = new HashSet<string>(tags.Comparer);
        foreach (var entry in entries)
        {
            if (entry.Text("idTag") is not { Length: > 0 and <= 20 } idTag || !seen.Add(idTag))
            {
                return false;
            }

            if (entry.Child("idTagInfo") is not { } json)
            {
                // §7.8: without idTagInfo the tag is taken out, which only makes sense in a differential update.
                if (isFull)
                {
                    return false;
                }

                tags.Remove(idTag);
            }
            else if (TagInfo.Read(json) is { } info)
            {
                tags[idTag] = info;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
