using ChargingConsole.Core.Data;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Alerts;

/// <summary>
/// Looks every few seconds at what is in memory, and raises and resolves alerts: once for as long as a condition holds,
/// after it has held long enough, and not before it has been gone for a while.
/// </summary>
internal sealed class AlertWatch(IEnumerable<IAlertSource> sources, AlertRules rules, AlertBook book, AlertDesk desk, TimeProvider clock, ILogger<AlertWatch> logger)
    : Rounds(Interval, clock, logger)
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(AlertKind, string), DateTimeOffset> _held = [];
    private readonly Dictionary<long, DateTimeOffset> _gone = [];
    private readonly IAlertSource[] _sources = [.. sources];
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => LookAsync();

    /// <summary>One look.</summary>
    internal async Task LookAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await CompareAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    private async Task CompareAsync()
    {
        var now = Clock.GetUtcNow();
        var standing = new HashSet<(AlertKind, string)>();
        foreach (var condition in _sources.SelectMany(source => source.Look(rules, now)))
        {
            var key = (condition.Kind, condition.Subject);
            if (!standing.Add(key))
            {
                continue;
            }

            var since = condition.Since ?? (_held.TryGetValue(key, out var held) ? held : _held[key] = now);
            if (now - since >= Patience(condition.Kind))
            {
                await TryAsync(() => desk.RaiseAsync(condition));
            }
        }

        foreach (var key in _held.Keys.Where(key => !standing.Contains(key)).ToList())
        {
            _held.Remove(key);
        }

        foreach (var alert in book.Open)
        {
            if (standing.Contains((alert.Kind, alert.Subject)))
            {
                _gone.Remove(alert.Id);
                continue;
            }

            var since = _gone.TryGetValue(alert.Id, out var gone) ? gone : _gone[alert.Id] = now;
            var isCalm = now - since >= TimeSpan.FromSeconds(rules[alert.Kind].CalmSeconds) || !rules.IsOn(alert.Kind);
            if (isCalm && await TryAsync(() => desk.ResolveAsync(alert.Id)))
            {
                _gone.Remove(alert.Id);
            }
        }
    }

    // One that cannot be stored stands in the way of no other: that the database is away is itself told of. It holds
    // at the next look too, and is stored then.
    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (DatabaseUnavailableException)
        {
            return false;
        }
    }

    /// <summary>How long a condition that tells no beginning has to hold.</summary>
    private TimeSpan Patience(AlertKind kind) => kind switch
    {
        AlertKind.Faulted or AlertKind.Unresponsive => TimeSpan.FromMinutes(rules[kind].Threshold),
        AlertKind.Database => TimeSpan.FromSeconds(rules[kind].Threshold),
        // What waited in an offline queue looks like a Clock that is behind, until it is through.
        AlertKind.ClockSkew => TimeSpan.FromMinutes(10),
        _ => TimeSpan.Zero,
    };
}
