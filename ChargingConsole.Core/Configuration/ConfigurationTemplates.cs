using System.Collections.Immutable;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Configuration;

/// <summary>The templates: changed on disk first, then in memory.</summary>
public sealed class ConfigurationTemplates(CommitQueue commits, AuditTrail trail, TimeProvider clock) : IDisposable
{
    private static readonly ImmutableDictionary<string, ConfigurationTemplate> s_none =
        ImmutableDictionary.Create<string, ConfigurationTemplate>(StringComparer.OrdinalIgnoreCase);

    // One change at a time: what memory says at the end is then what the disk says.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ImmutableDictionary<string, ConfigurationTemplate> _byName = s_none;

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<ConfigurationTemplate> All => [.. _byName.Values.OrderBy(template => template.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The template of this name, in whatever case; null when there is none.</summary>
    public ConfigurationTemplate? Find(string name) => _byName.GetValueOrDefault(name.Trim());

    /// <summary>Makes a template, or replaces the one of that name; its first spelling and its date of birth stay.</summary>
    /// <returns>The template as stored, and whether it is new.</returns>
    /// <exception cref="ArgumentException"><see cref="ConfigurationTemplate.Fault"/> says what is wrong with it.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<(ConfigurationTemplate Template, bool IsNew)> PutAsync(ConfigurationTemplate template, Actor changedBy)
    {
        if (template.Fault() is { } fault)
        {
            throw new ArgumentException(fault.Message, nameof(template));
        }

        await _turn.WaitAsync();
        try
        {
            var now = clock.GetUtcNow();
            var known = Find(template.Name);
            var kept = template with { Name = known?.Name ?? template.Name.Trim(), CreatedAt = known?.CreatedAt ?? now, ChangedAt = now, ChangedBy = changedBy.Name };
            var unit = new UnitOfWork();
            unit.Upsert(kept.ToRow());
            trail.Note(unit, changedBy, AuditWords.TemplateStored, kept.Name, known, kept);
            await commits.CommitAsync(unit);
            Put(kept);
            return (kept, known is null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes a template; false when there is none of that name. What it has set stays set.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<bool> RemoveAsync(string name, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (Find(name) is not { } known)
            {
                return false;
            }

            var unit = new UnitOfWork();
            unit.Delete(known.ToRow());
            trail.Note(unit, by, AuditWords.TemplateRemoved, known.Name, known, null);
            await commits.CommitAsync(unit);
            _byName = _byName.Remove(known.Name);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    internal void Put(ConfigurationTemplate template) => _byName = _byName.SetItem(template.Name, template);
}
