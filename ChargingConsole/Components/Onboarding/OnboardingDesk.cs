using ChargingConsole.Components.Acts;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Ocpp;
using ChargingConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ChargingConsole.Components.Onboarding;

/// <summary>The operator's side of the waiting room: decides where the viewer may, and tells what came of it.</summary>
public sealed class OnboardingDesk(
    WaitingRoom room, RejectedConnections rejected, ChargePointSettings settings, Viewer viewer, ActDesk acts, IStringLocalizer<Texts> texts)
{
    /// <summary>Takes a charger in, with a name if one was given; null when that came to nothing.</summary>
    public async Task<ChargePoint?> AcceptAsync(string chargerId, string? name = null)
    {
        var id = chargerId.Trim();
        ChargePoint? accepted = null;
        await RunAsync(texts["Accept {0}", id], async () =>
        {
            if (!ChargePointIdentity.IsOne(id))
            {
                throw new InvalidOperationException(texts["An identity has 1 to 255 characters, none of them a control character."]);
            }

            accepted = await room.AcceptAsync(id, viewer.Actor);
            if (!string.IsNullOrWhiteSpace(name))
            {
                await settings.ChangeAsync(accepted, row => row with { Name = name.Trim() }, understood => understood, viewer.Actor);
            }

            rejected.Clear(id);
            return texts["{0} is taken in.", accepted.Id];
        });
        return accepted;
    }

    /// <summary>Blocks a charger that waits, or one whose connections were refused.</summary>
    public Task<bool> RejectAsync(string chargerId) => RunAsync(texts["Block {0}", chargerId], async () =>
    {
        if (await room.RejectAsync(chargerId, viewer.Actor) is null)
        {
            throw new InvalidOperationException(texts["{0} belongs to the fleet, or too many are blocked.", chargerId]);
        }

        rejected.Clear(chargerId);
        return texts["{0} is blocked. Its connections are refused.", chargerId];
    });

    /// <summary>Forgets a charger that waits or is blocked.</summary>
    public Task<bool> ForgetAsync(string chargerId) => RunAsync(texts["Forget {0}", chargerId], async () =>
        await room.ForgetAsync(chargerId, viewer.Actor)
            ? texts["{0} is forgotten. Should it come again, it is as unknown as any.", chargerId]
            : throw new InvalidOperationException(texts["Somebody else has decided on {0} meanwhile.", chargerId]));

    private Task<bool> RunAsync(string title, Func<Task<LocalizedString>> act) => acts.RunAsync(title, async () =>
    {
        try
        {
            return new ActEnd(await act());
        }
        catch (InvalidOperationException refused)
        {
            return ActEnd.Failed(Recorded.Say(refused.Message));
        }
    });
}
