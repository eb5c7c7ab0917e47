using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Ocpp;
using ChargingConsole.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ChargingConsole.Components.Onboarding;

/// <summary>The operator's side of the waiting room: decides where the viewer may, and tells what came of it.</summary>
public sealed class OnboardingDesk(
    WaitingRoom room, RejectedConnections rejected, ChargePointSettings settings, Viewer viewer, ISnackbar toasts, IStringLocalizer<Texts> texts, ILogger<OnboardingDesk> logger)
{
    /// <summary>Takes a charger in, with a name if one was given; null when that came to nothing.</summary>
    public async Task<ChargePoint?> AcceptAsync(string chargerId, string? name = null)
    {
        var id = chargerId.Trim();
        if (!ChargePointIdentity.IsOne(id))
        {
            Tell(texts["An identity has 1 to 255 characters, none of them a control character."], failed: true);
            return null;
        }

        ChargePoint? accepted = null;
        var done = await TryAsync(async () =>
        {
            accepted = await room.AcceptAsync(id, viewer.Actor);
            if (!string.IsNullOrWhiteSpace(name))
            {
                await settings.ChangeAsync(accepted, row => row with { Name = name.Trim() }, understood => understood, viewer.Actor);
            }

            rejected.Clear(id);
            return texts["{0} is taken in.", accepted.Id];
        });
        return done ? accepted : null;
    }

    /// <summary>Blocks a charger that waits, or one whose connections were refused.</summary>
    public Task<bool> RejectAsync(string chargerId) => TryAsync(async () =>
    {
        if (await room.RejectAsync(chargerId, viewer.Actor) is null)
        {
            throw new InvalidOperationException(texts["{0} belongs to the fleet, or too many are blocked.", chargerId]);
        }

        rejected.Clear(chargerId);
        return texts["{0} is blocked. Its connections are refused.", chargerId];
    });

    /// <summary>Forgets a charger that waits or is blocked.</summary>
    public Task<bool> ForgetAsync(string chargerId) => TryAsync(async () =>
        await room.ForgetAsync(chargerId, viewer.Actor)
            ? texts["{0} is forgotten. Should it come again, it is as unknown as any.", chargerId]
            : throw new InvalidOperationException(texts["Somebody else has decided on {0} meanwhile.", chargerId]));

    private async Task<bool> TryAsync(Func<Task<LocalizedString>> act)
    {
        await viewer.IdentifyAsync();
        if (viewer.WhyNot(AccessRole.Operator) is { } why)
        {
            Tell(why, failed: true);
            return false;
        }

        try
        {
            Tell(await act(), failed: false);
            return true;
        }
        catch (InvalidOperationException exception)
        {
            Tell(exception.Message, failed: true);
        }
        catch (DatabaseUnavailableException exception)
        {
            logger.LogWarning(exception, "The waiting room could not be changed");
            Tell(texts["The database is away; nothing was changed. Try again in a moment."], failed: true);
        }

        return false;
    }

    private void Tell(string text, bool failed) => toasts.Add(text, failed ? Severity.Error : Severity.Success, options => options.CloseAfterNavigation = false);
}
