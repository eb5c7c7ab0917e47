using Bunit;
using ChargingConsole.Components.Sessions;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Tests.Components;

public sealed class SessionCurveTests : ConsoleContext
{
    [Fact]
    public void A_pause_in_the_readings_breaks_the_line()
    {
        var curve = Curve([0, 1, 2, 3, 60, 61, 62]);

        Assert.Equal(2, CurveLines.Line(curve, point => point.PowerW, 10_000).Count(letter => letter == 'M'));
        Assert.Equal([4], curve.Points.Index().Where(point => point.Item.AfterGap).Select(point => point.Index));
    }

    [Fact]
    public void Readings_at_an_even_pace_make_one_line_however_slow()
    {
        var curve = Curve([0, 15, 30, 45, 60]);

        Assert.Single(CurveLines.Line(curve, point => point.PowerW, 10_000), letter => letter == 'M');
    }

    [Fact]
    public void A_charger_that_tells_no_power_gets_it_worked_out_from_the_energy()
    {
        var curve = Curve([0, 6, 12], power: false);

        Assert.True(curve.IsPowerDerived);
        Assert.Equal([null, 1000d, 1000d], curve.Points.Select(point => point.PowerW));
    }

    [Fact]
    public void The_axes_end_at_round_numbers_above_the_highest_value()
    {
        var curve = Curve([0, 1, 2]);

        Assert.Equal(8_000, curve.TopPowerW);
        Assert.True(curve.TopEnergyWh >= curve.Points.Max(point => point.EnergyWh));
    }

    [Fact]
    public void A_long_session_is_thinned_to_what_can_be_seen()
    {
        var curve = Curve([.. Enumerable.Range(0, 5000)]);

        Assert.Equal(SessionCurve.MostPoints, curve.Points.Count);
        Assert.Equal(curve.To, curve.Points[^1].At);
    }

    [Fact]
    public void The_chart_names_its_units_and_has_the_readings_as_a_table()
    {
        var chart = Render<SessionChart>(parameters => parameters.Add(view => view.Curve, Curve([0, 1, 2, 3, 60])).Add(view => view.IsOpen, true));

        Assert.Contains("kWh", chart.Find(".axis.right").TextContent, StringComparison.Ordinal);
        Assert.Contains("kW", chart.Find(".axis.left").TextContent, StringComparison.Ordinal);
        Assert.Equal(5, chart.FindAll("tbody tr").Count);
        Assert.Contains("gap before", chart.FindAll("tbody tr")[4].TextContent, StringComparison.Ordinal);
        Assert.Contains("up to 7.4 kW", chart.Find("[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_without_readings_says_what_to_expect()
    {
        var chart = Render<SessionChart>(parameters => parameters.Add(view => view.Curve, Curve([])).Add(view => view.IsOpen, true));

        Assert.Contains("first meter values", chart.Find("[data-testid=chart-empty]").TextContent, StringComparison.Ordinal);
    }

    private SessionCurve Curve(int[] minutes, bool power = true)
    {
        var start = Clock.GetUtcNow();
        var session = new SessionView
        {
            TransactionId = 1,
            ChargePointId = "CP",
            ConnectorId = 1,
            IdTag = "T",
            Status = SessionStatus.Active,
            StartTime = start,
            MeterStart = 1000,
        };
        return SessionCurve.Of(session, [.. minutes.Select(minute => new MeterReadingRow
        {
            ChargePointKey = 1,
            ConnectorId = 1,
            TransactionId = 1,
            Timestamp = start.AddMinutes(minute),
            PowerW = power ? 7400 : null,
            EnergyWh = 1000 + (minute * 1000 / 60d),
        })]);
    }
}
