using System.Globalization;
using ChargingConsole.Api;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

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

    /// <summary>call, result, error or none.</summary>
    public string? Kind { get; init; }

    /// <summary>Only errors and what is no frame.</summary>
    public bool Errors { get; init; }

    /// <summary>Only frames with flags.</summary>
    public bool Flagged { get; init; }

    /// <summary>Only answers that took at least so many ms.</summary>
    public int? SlowMs { get; init; }

    /// <summary>With this text.</summary>
    public string? Text { get; init; }

    /// <summary>Of exchanges about this transaction.</summary>
    public int? Transaction { get; init; }

    /// <summary>At this time or later, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether anything but the charger is filtered.</summary>
    public bool IsSet => this with { Charger = null } != new LogQuery();

    /// <summary>How many filters are set, but for the text, which is seen in its field.</summary>
    /// <param name="withCharger">Whether the charger is one of them.</param>
    public int Count(bool withCharger) => new[]
    {
        withCharger && Charger is not null, Action is not null, Direction is not null, Kind is not null, Errors, Flagged,
        SlowMs is not null, Transaction is not null, From is not null, To is not null,
    }.Count(isSet => isSet);

    /// <summary>The query in an address.</summary>
    public static LogQuery Read(string uri) => new()
    {
        Charger = Empty(Links.WordOf(uri, "charger")),
        Action = Empty(Links.WordOf(uri, "action")),
        Direction = Empty(Links.WordOf(uri, "dir")),
        Kind = Empty(Links.WordOf(uri, "kind")),
        Errors = Links.WordOf(uri, "errors") == "1",
        Flagged = Links.WordOf(uri, "flagged") == "1",
        SlowMs = Links.NumberOf(uri, "slow") is { } slow and <= int.MaxValue ? (int)slow : null,
        Text = Empty(Links.WordOf(uri, "q")),
        Transaction = Links.NumberOf(uri, "transaction") is { } transaction and <= int.MaxValue ? (int)transaction : null,
        From = Moment(Links.WordOf(uri, "from")),
        To = Moment(Links.WordOf(uri, "to")),
    };

    /// <summary>The filter for feed and journal.</summary>
    /// <param name="chargePointKey">The key of <see cref="Charger"/>; -1 lets nothing pass, for one that is not known.</param>
    public FrameFilter Filter(int? chargePointKey) => new()
    {
        ChargePointKey = chargePointKey,
        Action = Action,
        Direction = Direction switch { "in" => FrameDirection.In, "out" => FrameDirection.Out, _ => null },
        Kind = Kind switch { "call" => FrameKind.Call, "result" => FrameKind.Result, "error" => FrameKind.Error, "none" => FrameKind.None, _ => null },
        ErrorsOnly = Errors,
        FlaggedOnly = Flagged,
        LatencyOverMs = SlowMs,
        Text = Text,
        Transaction = Transaction,
        From = From,
        To = To,
    };

    /// <summary>The query's members for the address; null leaves one out. What the position was in other frames goes with them.</summary>
    /// <param name="withCharger">Whether the charger is part of the query rather than of the path.</param>
    public Dictionary<string, object?> Members(bool withCharger)
    {
        var members = new Dictionary<string, object?>
        {
            ["action"] = Empty(Action),
            ["dir"] = Empty(Direction),
            ["kind"] = Empty(Kind),
            ["errors"] = Errors ? "1" : null,
            ["flagged"] = Flagged ? "1" : null,
            ["slow"] = SlowMs?.ToString(CultureInfo.InvariantCulture),
            ["q"] = Empty(Text),
            ["transaction"] = Transaction?.ToString(CultureInfo.InvariantCulture),
            ["from"] = Word(From),
            ["to"] = Word(To),
            ["at"] = null,
            ["pos"] = null,
        };
        if (withCharger)
        {
            members["charger"] = Empty(Charger);
        }

        return members;
    }

    /// <summary>The address of a file with exactly these frames.</summary>
    /// <param name="format">ndjson or csv.</param>
    /// <param name="watch">The export that a page watches.</param>
    public string ExportLink(string format, Guid watch)
    {
        var members = new (string Name, string? Value)[]
        {
            ("format", format),
            ("charge_point_id", Charger),
            ("action", Action),
            ("direction", Direction),
            ("kind", Kind),
            ("errors", Errors ? "1" : null),
            ("flags", Flagged ? "1" : null),
            ("latency_over", SlowMs?.ToString(CultureInfo.InvariantCulture)),
            ("q", Text),
            ("transaction_id", Transaction?.ToString(CultureInfo.InvariantCulture)),
            ("from", Word(From)),
            ("to", Word(To)),
            ("watch", watch.ToString()),
        };
        return "/api/messages/export?" + string.Join('&', members.Where(member => member.Value is not null).Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!)}"));
    }

    /// <summary>Null for what is empty.</summary>
    public static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static DateTimeOffset? Moment(string? text) => Api.Moment.TryParse(text, out var moment) ? moment.Utc : null;

    private static string? Word(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
