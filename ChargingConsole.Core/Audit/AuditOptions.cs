using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Core.Audit;

/// <summary>The audit trail's limits (section <c>Audit</c>).</summary>
public sealed class AuditOptions
{
    /// <summary>How long records are kept, in days.</summary>
    [Range(1, 36_500)]
    public int RetentionDays { get; set; } = 400;
}
