using System.Globalization;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Components.Live;

/// <summary>The filters of a log as they stand in the address.</summary>
public sealed record LogQuery
{
    /// <summary>Of this charger.</summary>
    public string? Charger { get; init; }

    /// <summary>Of this action and its answers.</summary>
    public string? Action { get; init; }

    /// <summary>in or out.</summary>
    public string? Direction { get; init; }

    /// <summary>Only errors and what is no frame.</summary>
    public bool Errors { get; init; }

    /// <summary>Only frames with flags.</summary>
    public bool Flagged { get; init; }

    /// <summary>Only answers that took at least so many ms.</summary>
    public int? SlowMs { get; init; }

    /// <summary>With this text.</summary>
    public string? Text { get; init; }

    /// <summary>Whether anything but the charger is filtered.</summary>
    public bool IsSet => Action is not null || Direction is not null || Errors || Flagged || SlowMs is not null || Text is not null;

    /// <summary>The filter for feed and journal.</summary>
    /// <param name="chargePointKey">The key of <see cref="Charger"/>; -1 lets nothing pass, for one that is not known.</param>
    public FrameFilter Filter(int? chargePointKey) => new()
    {
        ChargePointKey = chargePointKey,
        Action = Action,
        Direction = Direction switch { "in" => FrameDirection.In, "out" => FrameDirection.Out, _ => null },
        ErrorsOnly = Errors,
        FlaggedOnly = Flagged,
        LatencyOverMs = SlowMs,
        Text = Text,
    };

    /// <summary>The query's members for the address; null leaves one out.</summary>
    /// <param name="withCharger">Whether the charger is part of the query rather than of the path.</param>
    public Dictionary<string, object?> Members(bool withCharger)
    {
        var members = new Dictionary<string, object?>
        {
            ["action"] = Empty(Action),
            ["dir"] = Empty(Direction),
            ["errors"] = Errors ? "1" : null,
            ["flagged"] = Flagged ? "1" : null,
            ["slow"] = SlowMs?.ToString(CultureInfo.InvariantCulture),
            ["q"] = Empty(Text),
            ["at"] = null,
        };
        if (withCharger)
        {
            members["charger"] = Empty(Charger);
        }

        return members;
    }

    /// <summary>Null for what is empty.</summary>
    public static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
