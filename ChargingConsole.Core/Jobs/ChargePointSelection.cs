using System.Globalization;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Jobs;

/// <summary>
/// Which charge points are meant: those named, or else those that fit every condition given. A selection
/// without any condition means all, and has to say so.
/// </summary>
public sealed record ChargePointSelection
{
    /// <summary>The identities of the charge points; null when they are chosen by conditions.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>All of them, where no other condition is given.</summary>
    public bool All { get; init; }

    /// <summary>A text within the identity, the name, the place, the vendor, the model or the firmware version.</summary>
    public string? Text { get; init; }

    /// <summary>A text within the place.</summary>
    public string? Location { get; init; }

    /// <summary>The vendor, whole and without regard to case.</summary>
    public string? Vendor { get; init; }

    /// <summary>The model, whole and without regard to case.</summary>
    public string? Model { get; init; }

    /// <summary>Whether it is connected now.</summary>
    public bool? Connected { get; init; }

    /// <summary>Whether anything is chosen by it.</summary>
    public bool IsEmpty => Ids is null && !All && !HasCondition;

    private bool HasCondition => Has(Text) || Has(Location) || Has(Vendor) || Has(Model) || Connected is not null;

    /// <summary>The charge points meant, by identity; identities that nobody has are in <paramref name="unknown"/>.</summary>
    public IReadOnlyList<ChargePoint> Resolve(Fleet fleet, out IReadOnlyList<string> unknown)
    {
        unknown = [];
        IEnumerable<ChargePoint> chosen = [];
        if (Ids is not null)
        {
            unknown = [.. Ids.Where(id => fleet.Find(id) is null).Distinct(StringComparer.OrdinalIgnoreCase)];
            chosen = Ids.Select(fleet.Find).OfType<ChargePoint>().Distinct();
        }
        else if (!IsEmpty)
        {
            chosen = fleet.All.Where(Fits);
        }

        return [.. chosen.OrderBy(chargePoint => chargePoint.Id, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The selection in words.</summary>
    public string Words()
    {
        if (Ids is not null)
        {
            return Ids.Count == 1 ? Ids[0] : string.Create(CultureInfo.InvariantCulture, $"{Ids.Count} chargers by name");
        }

        var words = new List<string>();
        Add(Text, "with “{0}”");
        Add(Location, "at “{0}”");
        Add(Vendor, "vendor {0}");
        Add(Model, "model {0}");
        if (Connected is { } connected)
        {
            words.Add(connected ? "connected now" : "not connected now");
        }

        return words.Count == 0 ? "All chargers" : $"Chargers {string.Join(", ", words)}";

        void Add(string? value, string format)
        {
            if (Has(value))
            {
                words.Add(string.Format(CultureInfo.InvariantCulture, format, value!.Trim()));
            }
        }
    }

    private bool Fits(ChargePoint chargePoint)
    {
        var state = chargePoint.State;
        var row = state.Row;
        return (Connected is null || Connected == state.IsConnected)
            && (!Has(Vendor) || Same(row.Vendor, Vendor!))
            && (!Has(Model) || Same(row.Model, Model!))
            && (!Has(Location) || Contains(row.Location, Location!))
            && (!Has(Text) || new[] { row.ChargePointId, row.Name, row.Location, row.Vendor, row.Model, row.FirmwareVersion }.Any(text => Contains(text, Text!)));
    }

    private static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);

    private static bool Same(string? text, string asked) => string.Equals(text?.Trim(), asked.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string? text, string asked) => text?.Contains(asked.Trim(), StringComparison.OrdinalIgnoreCase) == true;
}
