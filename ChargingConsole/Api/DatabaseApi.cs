using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>A backup that was made.</summary>
/// <param name="Path">Where it is, on the server.</param>
/// <param name="SizeBytes">How large it is.</param>
internal sealed record BackupContract(string Path, long SizeBytes);

/// <summary>Looking after the database.</summary>
internal static class DatabaseApi
{
    public static void MapDatabase(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/database").WithTags("Database").MapPost("/backup", BackUpAsync)
            .WithSummary("Back up the embedded database")
            .WithDescription("Writes backups/charging-YYYYMMDD-HHMMSS.db (UTC) beside the database while everything goes on. Nothing removes old backups.")
            .RequireAuthorization(Policies.Administrator)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status500InternalServerError);

    private static async Task<Results<Ok<BackupContract>, ProblemHttpResult>> BackUpAsync(DatabaseBackup backup, AuditTrail trail, ClaimsPrincipal user)
    {
        try
        {
            var made = await backup.MakeAsync();
            await trail.RecordAsync(user.Actor(), AuditWords.Backup, Path.GetFileName(made.Path));
            return TypedResults.Ok(new BackupContract(made.Path, made.SizeBytes));
        }
        catch (BackupRefusedException e)
        {
            var status = e.Code == BackupRefusedException.Failed ? StatusCodes.Status500InternalServerError : StatusCodes.Status409Conflict;
            return Problems.Of(status, $"backup_{e.Code}", e.Message);
        }
    }
}
