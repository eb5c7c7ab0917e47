using Bunit;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class ConfigurationTabTests : ConsoleContext
{
    [Fact]
    public void Keys_are_read_explained_checked_and_set_in_place()
    {
        var tab = Render<ConfigurationTab>(parameters => parameters.Add(view => view.ChargePoint, AddCharger("CP-1", true, ConnectorStatus.Available)));
        Assert.Contains("has not been read", tab.Find("[data-testid=configuration-empty]").TextContent, StringComparison.Ordinal);

        tab.Click("[data-testid=read-all]");
        Answer("""{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"NumberOfConnectors","readonly":true,"value":"1"},{"key":"AuthorizationKey","readonly":false,"value":"topsecret"}]}""");
        Until(() => Assert.Contains("3 keys read.", ToastText, StringComparison.Ordinal));
        Until(() => Assert.Equal(3, tab.FindAll("[data-testid=key-row]").Count));
        Assert.DoesNotContain("topsecret", tab.Markup, StringComparison.Ordinal);
        Assert.Contains("time between two heartbeats", tab.Markup, StringComparison.Ordinal);
        Assert.Equal(2, tab.FindAll("[data-testid=edit]").Count);

        tab.Click("[aria-label='Change HeartbeatInterval']");
        tab.Input("[data-testid=value]", "abc");
        Assert.Equal("HeartbeatInterval must be a whole number (s).", tab.Find("[data-testid=fault]").TextContent.Trim());
        Assert.True(tab.Find("[data-testid=save]").HasAttribute("disabled"));

        tab.Input("[data-testid=value]", "600");
        tab.Submit("form");
        Answer("""{"status":"RebootRequired"}""");
        Until(() => Assert.Contains("HeartbeatInterval works after the next reboot.", tab.Find("[data-testid=needs-reboot]").TextContent, StringComparison.Ordinal));
        tab.Click("[data-testid=history]");
        Until(() => Assert.Contains("set from here", tab.Find("[data-testid=history-list]").TextContent, StringComparison.Ordinal));

        tab.Click("[data-testid=reset-now]");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Equal("Reset", call!.Action);
    }

    [Fact]
    public void What_may_lock_a_charger_out_or_end_a_session_is_asked_before_it_is_sent()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        var dialogs = Render<MudDialogProvider>();
        var tab = Render<ConfigurationTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        tab.Click("[data-testid=read-all]");
        Answer("""{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":""}]}""");
        Until(() => Assert.Single(tab.FindAll("[data-testid=key-row]")));

        tab.Click("[data-testid=edit]");
        tab.Input("[data-testid=value]", "0123456789abcdef");
        tab.Submit("form");
        Until(() => Assert.Contains("locks it out", dialogs.Find("[data-testid=harm]").TextContent, StringComparison.Ordinal));
        Assert.Empty(Link.Calls);
        dialogs.Click("[data-testid=harm-confirm]");
        Answer("""{"status":"RebootRequired"}""");
        Until(() => Assert.NotNull(tab.Find("[data-testid=needs-reboot]")));

        Charge(chargePoint, 1, 7000, 100);
        Until(() => Assert.False(tab.Find("[data-testid=reset-now]").HasAttribute("disabled")));
        tab.Click("[data-testid=reset-now]");
        Until(() => Assert.Contains("DRIVER-1", dialogs.Find("[data-testid=harm]").TextContent, StringComparison.Ordinal));
        Assert.Empty(Link.Calls);
        dialogs.Click("[data-testid=harm-confirm]");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Equal("Reset", call!.Action);
    }

    [Fact]
    public void A_refusal_of_the_charger_is_told_and_whoever_may_only_look_sends_nothing()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        var tab = Render<ConfigurationTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        tab.Click("[data-testid=read-all]");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        call!.Complete(new CallOutcome(CallOutcomeKind.Error, "{}", "NotImplemented", ""));
        Until(() => Assert.Contains("does not support", ToastText, StringComparison.Ordinal));

        Authorization.SetRoles("Viewer");
        tab.Click("[data-testid=read-all]");
        Until(() => Assert.Contains("you are a viewer", ToastText, StringComparison.Ordinal));
        Assert.Empty(Link.Calls);
    }

    [Fact]
    public void Diagnostics_and_updates_are_asked_for_from_the_firmware_tab()
    {
        Services.GetRequiredService<PublicAddress>().Listening = new Uri("http://127.0.0.1:8000");
        var tab = Render<FirmwareTab>(parameters => parameters.Add(view => view.ChargePoint, AddCharger("CP-1", true, ConnectorStatus.Available)));
        Until(() => Assert.Contains("No update and no diagnostics yet", tab.Find("[data-testid=transfers-empty]").TextContent, StringComparison.Ordinal));

        tab.Click("[data-testid=diagnostics]");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Contains("http://127.0.0.1:8000/transfers/", System.Text.Encoding.UTF8.GetString(call!.Payload.Span), StringComparison.Ordinal);
        call.Complete(new CallOutcome(CallOutcomeKind.Result, """{"fileName":"d.zip"}"""));
        Until(() => Assert.Contains("Accepted", tab.Find("[data-testid=transfer]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_firmware_file_is_uploaded_and_removed_on_its_page()
    {
        var page = Render<FirmwarePage>();
        Assert.NotNull(page.Find("[data-testid=firmware-empty]"));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("firmware", "acme-2.bin"));
        Until(() => Assert.Contains("acme-2.bin", page.Find("[data-testid=firmware-row]").TextContent, StringComparison.Ordinal));

        var dialogs = Render<MudDialogProvider>();
        // Waits for the answer to the question.
        var upload = page.FindComponent<InputFile>();
        var uploading = Task.Run(() => upload.UploadFiles(InputFileContent.CreateFromText("other firmware", "ACME-2.bin")), Xunit.TestContext.Current.CancellationToken);
        Until(() => Assert.Contains("Another file of this name", dialogs.Find("[data-testid=harm]").TextContent, StringComparison.Ordinal));
        Assert.Equal(8, Services.GetRequiredService<FirmwareFiles>().Find("acme-2.bin")!.SizeBytes);
        dialogs.Click("[data-testid=harm-confirm]");
        Until(() => Assert.Equal(14, Services.GetRequiredService<FirmwareFiles>().Find("acme-2.bin")!.SizeBytes));
        Until(() => Assert.True(uploading.IsCompleted));

        page.Click("[data-testid=remove]");
        page.Click("[data-testid=confirm-remove]");
        Until(() => Assert.NotNull(page.Find("[data-testid=firmware-empty]")));
        Assert.Empty(Services.GetRequiredService<FirmwareFiles>().All);
    }

    private void Answer(string payload)
    {
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        call!.Complete(new CallOutcome(CallOutcomeKind.Result, payload));
    }
}
