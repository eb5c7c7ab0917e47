using System.Text;
using System.Text.Json;
using Bunit;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Pages;
using ChargingConsole.Components.Reservations;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Reservations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class ReservationPagesTests : ConsoleContext
{
    [Fact]
    public void A_connector_is_reserved_and_the_reservation_appears_and_is_cancelled_after_a_question()
    {
        var chargePoint = Charger("CP-1");
        var dialogs = Render<MudDialogProvider>();
        var page = Open("/reservations");
        Until(() => Assert.NotNull(page.Find("[data-testid=reservations-empty]")));

        var opened = Clock.GetUtcNow();
        page.Click("[data-testid=new]");
        dialogs.Submit("form");
        Assert.Equal("No charger of this name is known.", dialogs.Find("[data-testid=wrong]").TextContent);
        dialogs.Input("[data-testid=field-charger]", "cp-1");
        dialogs.Change("[data-testid=field-connector]", "2");
        dialogs.Input("[data-testid=field-tag]", "app_user");
        dialogs.Submit("form");

        var sent = Answer("ReserveNow", """{"status":"Accepted"}""");
        Assert.Equal((2, "APP_USER"), (sent.GetProperty("connectorId").GetInt32(), sent.GetProperty("idTag").GetString()));
        Assert.InRange(sent.GetProperty("expiryDate").GetDateTimeOffset(), opened.AddMinutes(59), Clock.GetUtcNow().AddHours(1));
        var id = sent.GetProperty("reservationId").GetInt32();
        Until(() => Assert.Contains("Held", page.Find("[data-testid=reservation-row]").TextContent, StringComparison.Ordinal));
        Assert.Equal("until", page.Find("[data-testid=reservation-row] live-time").GetAttribute("mode"));
        var note = Render<ReservationNote>(parameters => parameters.Add(view => view.ChargePoint, chargePoint).Add(view => view.ConnectorId, 2));
        Assert.Contains("APP_USER", note.Find("[data-testid=reservation-note]").TextContent, StringComparison.Ordinal);

        page.Click("[data-testid=cancel]");
        Assert.Contains("no longer held for APP_USER", dialogs.Find("[data-testid=harm]").TextContent, StringComparison.Ordinal);
        dialogs.Click("[data-testid=harm-confirm]");
        Assert.Equal(id, Answer("CancelReservation", """{"status":"Accepted"}""").GetProperty("reservationId").GetInt32());
        Until(() => Assert.Contains("Cancelled", page.Find("[data-testid=reservation-row]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-testid=cancel]"));
    }

    [Fact]
    public void A_time_that_is_over_and_a_charger_that_is_away_are_told_and_nothing_is_sent()
    {
        var chargePoint = Charger("CP-1");
        AddCharger("CP-2", false, ConnectorStatus.Available);
        var dialogs = Render<MudDialogProvider>();
        var tab = Render<ReservationsTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        tab.Click("[data-testid=new]");

        dialogs.Input("[data-testid=field-tag]", "APP_USER");
        dialogs.Change("[data-testid=field-until]", "2020-01-01T00:00:00");
        dialogs.Submit("form");

        Assert.Equal("Choose a time that is still to come.", dialogs.Find("[data-testid=wrong]").TextContent);
        Assert.Empty(dialogs.FindAll("[data-testid=field-charger]"));
        Assert.Empty(Link.Calls);
        var away = Render<ReservationsTab>(parameters => parameters.Add(view => view.ChargePoint, Fleet.Find("CP-2")!));
        Assert.True(away.Find("[data-testid=new]").HasAttribute("disabled"));
    }

    [Fact]
    public void Reservations_are_filtered_by_state_and_tag()
    {
        var chargePoint = Charger("CP-1");
        Reserve(chargePoint, "A");
        var page = Open("/reservations?status=accepted&tag=a");
        Until(() => Assert.Single(page.FindAll("[data-testid=reservation-row]")));

        page = Open("/reservations?status=used");
        Until(() => Assert.NotNull(page.Find("[data-testid=reservations-no-match]")));
        page = Open("/reservations?charger=NONE");
        Assert.NotNull(page.Find("[data-testid=charger-unknown]"));
    }

    private ChargePoint Charger(string id) => AddCharger(id, true, ConnectorStatus.Available, ConnectorStatus.Available);

    private void Reserve(ChargePoint chargePoint, string idTag)
    {
        var asking = Services.GetRequiredService<Core.Commands.CommandDesk>().SendAsync(
            chargePoint.Id, "ReserveNow", $$"""{"connectorId":1,"expiryDate":"2026-11-22T13:00:00Z","idTag":"{{idTag}}"}""", "test");
        Answer("ReserveNow", """{"status":"Accepted"}""");
        Until(() => Assert.True(asking.IsCompletedSuccessfully));
        Assert.Single(Services.GetRequiredService<ReservationBook>().Standing);
    }

    private JsonElement Answer(string action, string answer)
    {
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Equal(action, call!.Action);
        call.Complete(new CallOutcome(CallOutcomeKind.Result, answer));
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(call.Payload.Span));
        return document.RootElement.Clone();
    }

    private IRenderedComponent<ReservationsPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<ReservationsPage>();
    }
}
