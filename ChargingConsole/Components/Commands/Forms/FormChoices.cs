using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Reservations;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>What a field offers to choose from: what the console knows of the charger and of the tags.</summary>
public sealed class FormChoices(TransactionBook transactions, IdTagBook idTags, ConfigurationBook configuration, ReservationBook reservations)
{
    private const int Most = 20;

    /// <summary>The choices of a field.</summary>
    public IReadOnlyList<FieldChoice> Of(FormField field, ChargePoint chargePoint, string typed) => field.Kind switch
    {
        FieldKind.Connector => Connectors(chargePoint.State, field.HasStation),
        FieldKind.Session => Sessions(chargePoint),
        FieldKind.IdTag => Tags(typed),
        FieldKind.ConfigurationKey => Keys(chargePoint),
        FieldKind.Reservation => Reservations(chargePoint),
        _ => field.Choices,
    };

    /// <summary>What is to be said of a value that may be meant and is not what it seems; null when nothing.</summary>
    public string? Remark(FormField field, string value) =>
        field.Kind != FieldKind.IdTag || string.IsNullOrWhiteSpace(value) ? null : idTags.Authorize(value, starting: false).Status switch
        {
            IdTagStatus.Accepted => null,
            IdTagStatus.Invalid => Texts.Say("Not a known tag."),
            var status => Looks.Refusal(status),
        };

    private static List<FieldChoice> Connectors(ChargePointState state, bool hasStation)
    {
        List<FieldChoice> choices = hasStation ? [new("0", Texts.Say("the whole charger"))] : [];
        foreach (var number in Enumerable.Range(1, Math.Min(state.NumberOfConnectors, 64)))
        {
            var connector = state.Connector(number);
            var word = Texts.Say(Looks.Of(connector, state.IsConnected).Word);
            choices.Add(new(Text(number), connector.Transaction is { } session ? $"{word}, {session.IdTag}" : word));
        }

        return choices;
    }

    private List<FieldChoice> Sessions(ChargePoint chargePoint) =>
    [
        .. transactions.Open
            .Where(session => session.ChargePointKey == chargePoint.Key)
            .OrderBy(session => session.ConnectorId).ThenBy(session => session.Id)
            .Select(session => new FieldChoice(
                Text(session.Id),
                $"{Texts.Say("Connector {0}", session.ConnectorId)}, {session.IdTag}{(chargePoint.State.Connector(session.ConnectorId).EnergyWh is { } energy ? $", {Figures.Energy(energy)}" : "")}")),
    ];

    private List<FieldChoice> Reservations(ChargePoint chargePoint) =>
    [
        .. reservations.Standing
            .Where(row => row.ChargePointKey == chargePoint.Key)
            .Select(row => new FieldChoice(Text(row.ReservationId), $"{(row.ConnectorId == 0 ? Texts.Say("Any connector") : Texts.Say("Connector {0}", row.ConnectorId))}, {row.IdTag}")),
    ];

    private List<FieldChoice> Tags(string typed) =>
    [
        .. idTags.All
            .Where(tag => tag.IdTag.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase))
            .OrderBy(tag => tag.IdTag, StringComparer.OrdinalIgnoreCase)
            .Take(Most)
            .Select(tag => new FieldChoice(tag.IdTag, tag.Note ?? (tag.Status == IdTagStatus.Accepted ? "" : Texts.Say(Looks.OfTag(tag.Status).Word)))),
    ];

    // The specification's keys, for as long as the charger has not told its own.
    private List<FieldChoice> Keys(ChargePoint chargePoint)
    {
        var told = configuration.Of(chargePoint).Values.Where(row => row.IsKnown).Select(row => row.Key).ToArray();
        return
        [
            .. (told.Length > 0 ? told : KnownKeys.All.Select(key => key.Name))
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(key => new FieldChoice(key, Texts.Say(KnownKeys.Find(key)?.Meaning ?? ""))),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
