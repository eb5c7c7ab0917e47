using ChargingConsole.Auth;
using ChargingConsole.Core.Audit;

namespace ChargingConsole.Api;

/// <summary>Whoever takes records away as a file stands in the trail, before the first byte goes out.</summary>
internal static class ExportTrail
{
    private const int LongestDetail = 500;

    /// <summary>Records an export, with what it was narrowed to.</summary>
    /// <param name="trail">The trail.</param>
    /// <param name="context">The request.</param>
    /// <param name="what">Which records, such as <c>sessions.csv</c>.</param>
    /// <exception cref="Core.Data.DatabaseUnavailableException">The database is away; nothing may be taken.</exception>
    public static Task NoteExportAsync(this AuditTrail trail, HttpContext context, string what)
    {
        var query = context.Request.QueryString.Value?.TrimStart('?') ?? "";
        return trail.RecordAsync(context.User.Actor(), AuditWords.Exported, what, detail: query.Length == 0 ? null : query[..Math.Min(query.Length, LongestDetail)]);
    }
}
