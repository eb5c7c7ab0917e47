using Bunit;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Components.Account;
using ChargingConsole.Components.Alerts;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Security;
using ChargingConsole.Components.SmartCharging;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

/// <summary>What does harm is asked about first, wherever on the console it is done.</summary>
public sealed class HarmQuestionTests : ConsoleContext
{
    private readonly NoAccounts _accounts = new();
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    public HarmQuestionTests() => Services.AddSingleton(new OwnAccount(_accounts, null!, null!, null!));

    [Fact]
    public void A_typed_password_goes_to_a_charger_only_after_a_question()
    {
        var door = Open<ChargerDoor>(view => view.ChargePoint, AddCharger("CP-1", true, ConnectorStatus.Available));

        door.Input("[data-testid=key]", "0123456789abcdef");
        door.Click("[data-testid=send-key]");
        Until(() => Assert.Contains("locks it out", Question, StringComparison.Ordinal));
        Assert.Empty(Link.Calls);
        _dialogs.Click("[data-testid=question-yes]");

        Assert.Equal("ChangeConfiguration", NextCall().Action);
    }

    [Fact]
    public async Task A_webhook_s_new_secret_is_made_only_after_a_question_and_can_be_copied()
    {
        Authorization.SetRoles("Administrator");
        var desk = Services.GetRequiredService<WebhookDesk>();
        var outbox = Services.GetRequiredService<WebhookOutbox>();
        Assert.NotNull(await desk.SetAsync("https://alerts.example.com/", true, newSecret: false, new Actor("Olga")));
        var old = outbox.Webhook!.ProtectedSecret;
        _dialogs = Render<MudDialogProvider>();
        var panel = Render<WebhookPanel>();

        panel.Click("[data-testid=webhook-new-secret]");
        Until(() => Assert.Contains("ends at once", Question, StringComparison.Ordinal));
        Assert.Equal(old, outbox.Webhook.ProtectedSecret);
        _dialogs.Click("[data-testid=question-yes]");

        Until(() => Assert.StartsWith("whsec_", panel.Find("[data-testid=webhook-secret] code").TextContent, StringComparison.Ordinal));
        Assert.NotEqual(old, outbox.Webhook.ProtectedSecret);
        Assert.Equal("Copy the secret", panel.Find("[data-testid=webhook-secret] button").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_firmware_update_names_the_session_that_it_ends()
    {
        Services.GetRequiredService<PublicAddress>().Listening = new Uri("http://127.0.0.1:8000");
        await Services.GetRequiredService<FirmwareFiles>().PutAsync(
            "acme-2.bin", new MemoryStream([1, 2, 3]), new FirmwareFacts(), new Actor("Olga"), null, Xunit.TestContext.Current.CancellationToken);
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        Charge(chargePoint, 1, 7000, 100);
        var tab = Open<FirmwareTab>(view => view.ChargePoint, chargePoint);

        tab.Change("[data-testid=firmware-file]", "acme-2.bin");
        tab.Click("[data-testid=update]");
        Until(() => Assert.Contains("DRIVER-1 is charging on connector 1", _dialogs.Find("[data-testid=harm]").TextContent, StringComparison.Ordinal));
        Assert.Empty(Link.Calls);
        _dialogs.Click("[data-testid=harm-confirm]");

        Assert.Equal("UpdateFirmware", NextCall().Action);
    }

    [Theory]
    [InlineData("5,9", "A", true)]
    [InlineData("6", "A", false)]
    [InlineData("0", "W", true)]
    [InlineData("1.4", "W", false)]
    public void A_limit_that_no_car_charges_with_is_asked_about_where_one_is_charging(string value, string unit, bool asks)
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available, ConnectorStatus.Available);
        Charge(chargePoint, 1, 7000, 100);
        var panel = Open<LimitPanel>(view => view.ChargePoint, chargePoint);

        panel.Change("[data-testid=limit-unit]", unit);
        panel.Input("[data-testid=limit-value]", value);
        panel.Submit(".smart-limit");
        if (asks)
        {
            Until(() => Assert.Contains("DRIVER-1", Question, StringComparison.Ordinal));
            Assert.Empty(Link.Calls);
            _dialogs.Click("[data-testid=question-yes]");
        }

        Assert.Equal("SetChargingProfile", NextCall().Action);
    }

    [Fact]
    public void Where_nobody_charges_any_limit_is_set_without_a_question()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available, ConnectorStatus.Available);
        Charge(chargePoint, 2, 7000, 100);
        var panel = Open<LimitPanel>(view => view.ChargePoint, chargePoint);

        panel.Input("[data-testid=limit-value]", "0");
        panel.Submit(".smart-limit");

        Assert.Equal("SetChargingProfile", NextCall().Action);
    }

    [Fact]
    public void A_passkey_is_removed_only_after_a_question()
    {
        _dialogs = Render<MudDialogProvider>();
        var panel = Render<PasskeyPanel>(parameters => parameters
            .Add(view => view.UserId, 1)
            .Add(view => view.Passkeys, [new OwnPasskey([1], "Laptop", Clock.GetUtcNow())]));

        panel.Click("[data-testid=remove-passkey]");
        Until(() => Assert.Contains("signs you in no more", Question, StringComparison.Ordinal));
        Assert.Equal(0, _accounts.Asked);
        _dialogs.Click("[data-testid=question-yes]");

        Until(() => Assert.Equal(1, _accounts.Asked));
    }

    private string Question => _dialogs.Find("[data-testid=question]").TextContent;

    private OutboundCall NextCall()
    {
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        return call!;
    }

    private IRenderedComponent<TComponent> Open<TComponent>(System.Linq.Expressions.Expression<Func<TComponent, ChargePoint>> parameter, ChargePoint chargePoint)
        where TComponent : Microsoft.AspNetCore.Components.IComponent
    {
        _dialogs = Render<MudDialogProvider>();
        return Render<TComponent>(parameters => parameters.Add(parameter, chargePoint));
    }
}
