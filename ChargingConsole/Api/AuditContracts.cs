using System.ComponentModel;
using ChargingConsole.Core.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>One act of a person, a key, a job or the server.</summary>
/// <param name="AuditId">Ascends with time.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Who">Who.</param>
/// <param name="Way">By which way: page, api_key, app, local, job, system or unknown.</param>
/// <param name="Address">From which address.</param>
/// <param name="What">What was done, a stable word.</param>
/// <param name="Subject">To what.</param>
/// <param name="Before">How it was, only what changed.</param>
/// <param name="After">How it is since, only what changed.</param>
/// <param name="Outcome">done, refused or failed; for a command its state.</param>
/// <param name="Detail">More about it.</param>
/// <param name="CommandId">The command in whose record the rest stands.</param>
internal sealed record AuditContract(
    long AuditId, DateTimeOffset At, string Who, string Way, string? Address, string What, string? Subject, RawJson? Before, RawJson? After, string Outcome, string? Detail, long? CommandId)
{
    public static AuditContract From(AuditEntry entry) => new(
        entry.Row.Id, entry.Row.At, entry.Row.Who, Words.Of(entry.Row.Way), entry.Row.Address, entry.Row.What, entry.Row.Subject,
        RawJson.From(entry.Row.Before), RawJson.From(entry.Row.After), OutcomeOf(entry), entry.Row.Detail, entry.Row.CommandId);

    /// <summary>How it ended: for a command what its record says.</summary>
    public static string OutcomeOf(AuditEntry entry) => entry.Command is { } command ? Words.Of(command.State) : Words.Of(entry.Row.Outcome);
}

/// <summary>Which records to list.</summary>
internal sealed record AuditQueryValues
{
    [FromQuery(Name = "who"), Description("Of this person, key or part of the server.")]
    public string? Who { get; init; }

    [FromQuery(Name = "what"), Description("What was done, or the beginning of it: id_tag. is all that was done to tags.")]
    public string? What { get; init; }

    [FromQuery(Name = "subject"), Description("To this charger, tag, name or number.")]
    public string? Subject { get; init; }

    [FromQuery(Name = "way"), Description("page, api_key, app, local, job, system or unknown.")]
    public string? Way { get; init; }

    [FromQuery(Name = "q"), Description("Part of any of it.")]
    public string? Q { get; init; }

    [FromQuery(Name = "from"), Description("At this time or later, UTC.")]
    public Moment? From { get; init; }

    [FromQuery(Name = "to"), Description("Before this time, UTC.")]
    public Moment? To { get; init; }

    /// <summary>The filters as the name of a file tells them.</summary>
    internal (string Word, string? Value)[] Told =>
        [("who", Who), ("what", What), ("subject", Subject), ("way", Way), ("text", Q), ("from", ExportName.Of(From?.Utc)), ("before", ExportName.Of(To?.Utc))];

    /// <summary>The filter, or null and what to answer.</summary>
    internal AuditFilter? Filter(out ProblemHttpResult? problem)
    {
        var way = string.IsNullOrEmpty(Way) ? null : Words.Read<ActorWay>(Way);
        problem = !string.IsNullOrEmpty(Way) && way is null ? Problems.Breaks("way", $"way must be one of {Words.All<ActorWay>()}.") : null;
        return problem is not null ? null : new AuditFilter { Who = Who, What = What, Subject = Subject, Way = way, Text = Q, From = From?.Utc, To = To?.Utc };
    }
}
