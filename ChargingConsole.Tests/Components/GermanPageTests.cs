using System.Globalization;
using Bunit;
using ChargingConsole.Components;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

/// <summary>What stands on a page because something happened, for somebody who reads German.</summary>
public sealed class GermanPageTests : ConsoleContext
{
    public GermanPageTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.All.Single(language => language.Name.StartsWith("de", StringComparison.Ordinal));

    [Fact]
    public async Task Why_a_connection_was_cut_is_told_in_German_and_what_a_charger_says_is_left_as_it_is()
    {
        var charger = AddCharger("CP-9", connected: true);
        var desk = Services.GetRequiredService<AlertDesk>();
        await desk.RaiseAsync(new AlertCondition(AlertKind.CutOff, "CP-9", charger.Key, null, null, "A message took longer than 30 s to arrive."));
        await desk.RaiseAsync(new AlertCondition(AlertKind.Faulted, "CP-9/1", charger.Key, null, null, "Available"));

        var page = Render<AlertsPage>();

        Until(() => Assert.Contains("Eine Nachricht brauchte länger als 30 s", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Available", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_normalised_is_told_in_German()
    {
        var charger = AddCharger("CP-1", connected: true, ConnectorStatus.Available);
        await using var database = Services.GetRequiredService<ChargingDatabase>().OpenReader();
        database.Add(ExchangeRow.Of(new FrameRow { Id = 2, Timestamp = Clock.GetUtcNow(), ChargePointKey = charger.Key, Direction = FrameDirection.In, Kind = FrameKind.Call, UniqueId = "u", Action = "Heartbeat", Payload = "{}", Flags = FrameFlags.Binary }));
        await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);

        var tab = Render<SettingsTab>(parameters => parameters.Add(view => view.ChargePoint, charger));

        Until(() => Assert.Contains("OCPP-J verlangt Text", tab.Find("[data-testid=quirk-counts]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_asked_of_the_firmware_tab_and_how_it_stands_is_told_in_German()
    {
        Services.GetRequiredService<PublicAddress>().Listening = new Uri("http://127.0.0.1:8000");
        var tab = Render<FirmwareTab>(parameters => parameters.Add(view => view.ChargePoint, AddCharger("CP-1", true, ConnectorStatus.Available)));

        tab.Click("[data-testid=diagnostics]");
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        call!.Complete(new CallOutcome(CallOutcomeKind.Result, """{"fileName":"d.zip"}"""));

        Until(() => Assert.Contains("Angenommen", tab.Find("[data-testid=transfer]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Diagnose", tab.Find("[data-testid=transfer] h3").TextContent);
    }
}
