using Bunit;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Security;
using ChargingConsole.Ocpp;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class OnboardingPageTests : ConsoleContext
{
    private RejectedConnections Rejected => Services.GetRequiredService<RejectedConnections>();

    private WaitingRoom Room => Services.GetRequiredService<WaitingRoom>();

    [Fact]
    public void The_address_follows_the_identity_that_is_typed()
    {
        var page = Render<OnboardingPage>();
        Assert.Contains(":9000/<charger-id>", Url(page), StringComparison.Ordinal);
        page.Input("[data-testid=onboarding-id]", " Row 3/A ");
        Assert.EndsWith(":9000/Row%203%2FA", Url(page), StringComparison.Ordinal);
        Assert.Contains("Row 3/A", page.Find("[data-testid=step-wait]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_charger_is_listed_with_the_reason_and_taken_in_with_its_name()
    {
        var page = Render<OnboardingPage>();
        Assert.Empty(page.FindAll("[data-testid=rejected]"));
        Rejected.Add("CP-9", "192.0.2.9", Refusals.Reason(AdmissionRefusal.Unknown));
        Rejected.Add("", "192.0.2.8", "The URL names no charge point id.");
        Until(() => Assert.Equal(2, page.FindAll("[data-testid=rejected-row]").Count));
        Assert.Contains("unknown ones are rejected", page.Find("[data-testid=rejected]").TextContent, StringComparison.Ordinal);
        page.Input("[data-testid=onboarding-id]", "cp-9");
        page.Input("[data-testid=onboarding-name]", "Gate");

        // Who did not say who he is cannot be taken in.
        page.Click("[data-testid=accept-rejected]");
        Until(() => Assert.Equal("Gate", Fleet.Find("CP-9")?.State.Row.Name));
        Until(() => Assert.Single(page.FindAll("[data-testid=rejected-row]")));
        Assert.Empty(page.FindAll("[data-testid=accept-rejected]"));

        Change(Fleet.Find("CP-9")!, state => state with
        {
            Row = state.Row with { Vendor = "Acme", Model = "Wall 22", FirmwareVersion = "1.5" },
            Connection = new ConnectionState { SessionId = 1, Since = Clock.GetUtcNow(), RemoteAddress = "192.0.2.9:1" },
        });
        Until(() => Assert.Contains("Acme Wall 22", page.Find("[data-testid=step-arrived]").TextContent, StringComparison.Ordinal));
        Assert.Contains("1.5", page.Find("[data-testid=step-arrived]").TextContent, StringComparison.Ordinal);
        page.Click("[data-testid=onboarding-again]");
        Assert.NotNull(page.Find("[data-testid=step-wait]"));
    }

    [Fact]
    public async Task Who_waits_is_blocked_after_a_question_and_unblocked()
    {
        var dialogs = Render<MudDialogProvider>();
        var waiting = await Services.GetRequiredService<ChargePointRegister>().AddAsync("WAITS", RegistrationStatus.Pending);
        var page = Render<OnboardingPage>();
        waiting.Withhold();
        waiting.Heard(Clock.GetUtcNow());
        Until(() => Assert.Contains("1 message with session data waits", page.Find("[data-testid=waiting-row]").TextContent, StringComparison.Ordinal));
        page.Click("[data-testid=reject]");
        Until(() => dialogs.Click("[data-testid=question-yes]"));
        Until(() => Assert.NotNull(page.Find("[data-testid=unblock]")));
        Assert.Equal(["WAITS"], Room.Blocked.Select(charger => charger.Id));
        page.Click("[data-testid=unblock]");
        Until(() => Assert.Empty(page.FindAll("[data-testid=waiting-row]")));
        Assert.Equal(0, Fleet.WaitingCount);
    }

    [Fact]
    public void A_viewer_sees_all_of_it_and_may_decide_nothing()
    {
        Authorization.SetRoles("Viewer");
        Fleet.Add(new ChargePointRow { Key = 50, ChargePointId = "WAITS", CreatedAt = Clock.GetUtcNow(), Registration = RegistrationStatus.Pending });
        Rejected.Add("CP-9", "192.0.2.9", "Unknown.");
        var page = Render<OnboardingPage>();
        Until(() => Assert.NotNull(page.Find("[data-testid=rejected-row]")));
        page.Input("[data-testid=onboarding-id]", "CP-9");
        Assert.All(page.FindAll("[data-testid=accept], [data-testid=reject], [data-testid=forget], [data-testid=accept-rejected], [data-testid=onboarding-know]"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public void A_charger_is_made_known_with_its_security_profile_and_password()
    {
        var page = Render<OnboardingPage>();
        page.Input("[data-testid=onboarding-id]", "SECURE-1");
        page.Change("[data-testid=onboarding-profile]", "2");
        page.Click("[data-testid=onboarding-know]");
        Assert.Null(Fleet.Find("SECURE-1"));

        page.Click("[data-testid=onboarding-new-key]");
        Until(() => Assert.Equal(40, page.Find("[data-testid=onboarding-key]").GetAttribute("value")!.Length));
        page.Click("[data-testid=onboarding-know]");
        var door = Services.GetRequiredService<DoorBook>();
        Until(() => Assert.Equal(SecurityProfile.TlsPassword, door.Of(Fleet.Find("SECURE-1")!).Required));
        Assert.NotNull(door.Of(Fleet.Find("SECURE-1")!).Newest);
    }

    [Fact]
    public async Task An_administrator_blocks_the_address_of_a_refused_connection_and_unblocks_it()
    {
        Authorization.SetRoles("Administrator");
        var dialogs = Render<MudDialogProvider>();
        Rejected.Add("CP-9", "192.0.2.9", "Its password is wrong.");
        var page = Render<OnboardingPage>();
        Until(() => page.Click("[data-testid=block-rejected]"));
        Until(() => dialogs.Click("[data-testid=question-yes]"));
        Until(() => Assert.Contains("192.0.2.9", page.Find("[data-testid=blocked-address-row]").TextContent, StringComparison.Ordinal));
        Assert.NotNull(Services.GetRequiredService<BlockedAddresses>().Find(System.Net.IPAddress.Parse("192.0.2.9")));
        await page.InvokeAsync(() => page.Find("[data-testid=unblock-address]").ClickAsync(new()));
        Until(() => Assert.Empty(page.FindAll("[data-testid=blocked-address-row]")));

        page.Input("[data-testid=block-address]", "198.51.100.0/24");
        page.Submit("[data-testid=blocked-addresses] form");
        Until(() => Assert.NotNull(page.Find("[data-testid=blocked-address-row]")));
    }

    [Fact]
    public void An_operator_sees_who_is_blocked_and_may_not_change_it()
    {
        Services.GetRequiredService<BlockedAddresses>().Load([new BlockedAddressRow { Address = "192.0.2.9", BlockedBy = "Anna", BlockedAt = Clock.GetUtcNow() }]);
        Rejected.Add("CP-8", "192.0.2.8", "Its password is wrong.");
        var page = Render<OnboardingPage>();
        Until(() => Assert.NotNull(page.Find("[data-testid=block-rejected]")));
        Assert.All(page.FindAll("[data-testid=block-rejected], [data-testid=unblock-address], [data-testid=block-address-save]"), button =>
        {
            Assert.True(button.HasAttribute("disabled"));
            Assert.Equal("Administrators may do this; you are an operator.", button.GetAttribute("title"));
        });
    }

    [Fact]
    public void An_empty_fleet_leads_here() =>
        Assert.Equal("/onboarding", Render<FirstCharger>().Find("[data-testid=fleet-onboarding]").GetAttribute("href"));

    private static string Url(IRenderedComponent<OnboardingPage> page) => page.Find("[data-testid=onboarding-url] code").TextContent;
}
