using System.Text.Json;
using Bunit;
using ChargingConsole.Components;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Sessions;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ChargingConsole.Tests.Components;

/// <summary>Moments are told in the viewer's zone, with their date where it is another day, and in UTC on hover.</summary>
public sealed class MomentTests : ConsoleContext
{
    [Fact]
    public void A_command_s_moments_are_exact_have_a_date_where_it_is_another_day_and_utc_on_hover()
    {
        var asked = Clock.GetUtcNow().AddDays(-1);
        var row = new CommandRow
        {
            Id = 1,
            ChargePointKey = 1,
            Action = "Reset",
            RequestedBy = "Anna",
            RequestedAt = asked,
            SentAt = asked.AddMilliseconds(7),
            AnsweredAt = Clock.GetUtcNow().AddMilliseconds(-5),
            State = CommandState.Accepted,
            Request = "{}",
        };

        var details = Render<CommandDetails>(parameters => parameters.Add(view => view.Row, row));

        Assert.Equal(["21 Nov 12:00:00.007", "11:59:59.995"], details.FindAll("time").Select(time => time.TextContent));
        Assert.Equal(["2026-11-21 12:00:00.007 UTC", "2026-11-22 11:59:59.995 UTC"], details.FindAll("time").Select(time => time.GetAttribute("title")));
        Assert.Contains("still open", details.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fleet_s_power_can_be_read_minute_by_minute_without_a_mouse()
    {
        var power = Render<FleetPower>();

        Assert.Equal(FleetPulse.Minutes, power.FindAll("[data-testid=fleet-power-table] tbody tr").Count);
        Assert.Equal("12:00", power.Find("[data-testid=fleet-power-table] tbody td").TextContent);
        Assert.Equal("0", power.Find("details [role=region]").GetAttribute("tabindex"));
        Assert.EndsWith("2026-11-22 12:00 UTC", power.Find(".pulse-bars i:last-child").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_of_a_curve_is_told_in_utc_too()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        Charge(charger, 1, 7400, 1200);
        var reading = charger.State.Connector(1).Reading!;
        var view = new SessionView { TransactionId = 4711, ChargePointId = "CP-1", ConnectorId = 1, IdTag = "DRIVER-1", StartTime = Clock.GetUtcNow(), Status = SessionStatus.Active, MeterStart = 1000 };

        var points = CurveLines.Points(SessionCurve.Of(view, [reading]), time => Services.GetRequiredService<Viewer>().ShortClock(time), Services.GetRequiredService<IStringLocalizer<Texts>>());

        using var told = JsonDocument.Parse(points);
        Assert.NotEmpty(told.RootElement.EnumerateArray());
        Assert.All(told.RootElement.EnumerateArray(), point => Assert.EndsWith(" UTC", point.GetProperty("utc").GetString(), StringComparison.Ordinal));
    }
}
