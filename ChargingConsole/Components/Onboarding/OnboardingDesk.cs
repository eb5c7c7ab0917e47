using ChargingConsole.Auth;
using ChargingConsole.Components.Acts;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Security;
using ChargingConsole.Ocpp;
using ChargingConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ChargingConsole.Components.Onboarding;

/// <summary>The operator's side of the waiting room: decides where the viewer may, and tells what came of it.</summary>
public sealed class OnboardingDesk(
    WaitingRoom room, RejectedConnections rejected, ChargePointSettings settings, DoorRecords door, BlockedAddresses blocked, Fleet fleet, Viewer viewer, ActDesk acts, IStringLocalizer<Texts> texts)
{
    /// <summary>Takes a charger in, with a name if one was given; null when that came to nothing.</summary>
    /// <param name="chargerId">Its identity.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="profile">The least security profile it may come with; null leaves that as it is.</param>
    /// <param name="key">The password it has.</param>
    public async Task<ChargePoint?> AcceptAsync(string chargerId, string? name = null, SecurityProfile? profile = null, string? key = null)
    {
        var id = chargerId.Trim();
        var needsKey = profile is SecurityProfile.Password or SecurityProfile.TlsPassword;
        ChargePoint? accepted = null;
        await RunAsync(texts["Accept {0}", id], async () =>
        {
            if (!ChargePointIdentity.IsOne(id))
            {
                throw new InvalidOperationException(texts["An identity has 1 to 255 characters, none of them a control character."]);
            }

            if (needsKey && key is not { Length: >= 16 and <= 40 })
            {
                throw new InvalidOperationException(texts["With this security profile it needs a password of 16 to 40 characters."]);
            }

            if (profile is not null && fleet.Find(id) is not null)
            {
                throw new InvalidOperationException(texts["{0} belongs to the fleet already. Change its security on its page.", id]);
            }

            accepted = await room.AcceptAsync(id, viewer.Actor);
            try
            {
                if (needsKey)
                {
                    await door.TakeKeyAsync(accepted, key!, viewer.Actor);
                }

                if (profile is { } least)
                {
                    await door.RequireAsync(accepted, least, viewer.Actor);
                }
            }
            catch (DatabaseUnavailableException)
            {
                throw new InvalidOperationException(texts["{0} is taken in, but the database went away before its security was set. Set it on its page.", accepted.Id]);
            }

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

    /// <summary>Blocks an address or a network at the door.</summary>
    public Task<bool> BlockAsync(string address, string? note) => RunAsync(
        texts["Block {0}", address],
        async () =>
        {
            var (row, problem) = await blocked.AddAsync(address, note, viewer.Actor);
            return row is null ? throw new InvalidOperationException(problem) : texts["{0} is blocked. Nobody comes in from there.", row.Address];
        },
        AccessRole.Administrator);

    /// <summary>Blocks an address no longer.</summary>
    public Task<bool> UnblockAsync(string address) => RunAsync(
        texts["Unblock {0}", address],
        async () => await blocked.RemoveAsync(address, viewer.Actor)
            ? texts["{0} is blocked no longer.", address]
            : throw new InvalidOperationException(texts["Somebody else has decided on {0} meanwhile.", address]),
        AccessRole.Administrator);

    private Task<bool> RunAsync(string title, Func<Task<LocalizedString>> act, AccessRole needed = AccessRole.Operator) => acts.RunAsync(title, async () =>
    {
        try
        {
            return new ActEnd(await act());
        }
        catch (InvalidOperationException refused)
        {
            return ActEnd.Failed(Recorded.Say(refused.Message));
        }
    }, needed);
}
