using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>Brings the library, what is installed and what limits worked into memory.</summary>
public sealed class SmartChargingState(ProfileLibrary library, ProfileRegister register, InstalledProfiles installed, LimitMemory memory)
{
    internal async Task LoadAsync(ChargingDbContext context, CancellationToken cancellationToken)
    {
        var lastId = 0;
        await foreach (var row in context.ChargingProfiles.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            library.Put(row);
            lastId = Math.Max(lastId, row.Id);
        }

        // A number that was given away is not given again, as long as a charger may still hold a profile made from it.
        await foreach (var row in context.InstalledProfiles.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            installed.Load(row);
            lastId = Math.Max(lastId, ProfileIds.LibraryId(row.ProfileId) is { } id and <= ProfileRegister.HighestId ? id : 0);
        }

        register.StartAfter(lastId);
        await foreach (var row in context.LimitRecipes.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            memory.Put(row);
        }
    }
}
