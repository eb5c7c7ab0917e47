using Bunit;
using ChargingConsole.Components.Pages;
using ChargingConsole.Components.Sessions;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class ReportPageTests : ConsoleContext
{
    [Fact]
    public async Task Months_without_a_session_stand_in_the_chart_and_not_in_the_table()
    {
        var chargePoint = AddCharger("A-1", true, ConnectorStatus.Available);
        await EndedAsync(chargePoint, 1, monthsAgo: 3, energyWh: 4_000);
        await EndedAsync(chargePoint, 2, monthsAgo: 0, energyWh: 12_000);

        var page = Render<ReportsPage>();

        Until(() => Assert.Equal(2, page.FindAll("[data-testid=report-line]").Count));
        Assert.Equal(4, page.FindAll("[data-testid=report-chart] .column").Count);
        Assert.Contains("November 2026", page.FindAll("[data-testid=report-line]")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("12.00 kWh", page.FindAll("[data-testid=report-line]")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("/api/reports/csv?by=month", page.Find("[data-testid=report-csv]").GetAttribute("href")!.Replace("by=month&", "by=month", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_gave_the_most_are_shown_as_bars_the_longest_first()
    {
        await EndedAsync(AddCharger("A-1", true, ConnectorStatus.Available), 1, monthsAgo: 0, energyWh: 4_000);
        await EndedAsync(AddCharger("A-2", true, ConnectorStatus.Available), 2, monthsAgo: 0, energyWh: 16_000);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/reports?by=charger");

        var page = Render<ReportsPage>();

        Until(() => Assert.Equal(["A-2", "A-1"], page.FindAll("[data-testid=report-bars] .bar-name").Select(name => name.TextContent)));
        Assert.Equal(["width: 100%", "width: 25%"], page.FindAll("[data-testid=report-bars] i").Select(bar => bar.GetAttribute("style")));
        Assert.Empty(page.FindAll("[data-testid=report-chart]"));
    }

    [Fact]
    public void An_empty_report_says_so()
    {
        var page = Render<ReportsPage>();

        Until(() => Assert.NotNull(page.Find("[data-testid=report-empty]")));
    }

    [Fact]
    public async Task A_session_of_one_reading_is_a_line_from_its_start_to_its_end()
    {
        var chargePoint = AddCharger("A-1", true, ConnectorStatus.Available);
        var row = await EndedAsync(chargePoint, 1, monthsAgo: 0, energyWh: 300);
        var session = Services.GetRequiredService<SessionQueries>().View(row);
        var reading = new MeterReadingRow { ChargePointKey = 1, ConnectorId = 1, TransactionId = 1, Timestamp = row.StartTime.AddMinutes(1), PowerW = 9_000, EnergyWh = 1150, CurrentA = 13 };

        var one = SessionCurve.Of(session, [reading]);
        var none = SessionCurve.Of(session, []);

        Assert.Equal([0d, 150d, 300d], one.Points.Select(point => point.EnergyWh));
        Assert.Single(one.Points, point => point.IsReading);
        Assert.DoesNotContain("h4", CurveLines.Line(one, point => point.PowerW, 10_000), StringComparison.Ordinal);
        Assert.True(one.HasCurrent);
        Assert.True(none.IsPowerDerived);
        Assert.Equal([0d, 300d], none.Points.Select(point => point.EnergyWh));
    }

    private async Task<TransactionRow> EndedAsync(ChargePoint chargePoint, int id, int monthsAgo, long energyWh)
    {
        var start = Clock.GetUtcNow().AddMonths(-monthsAgo);
        var row = new TransactionRow
        {
            Id = id,
            ChargePointKey = chargePoint.Key,
            ConnectorId = 1,
            IdTag = "T",
            StartTime = start,
            StartReceivedAt = start,
            MeterStart = 1000,
            Authorization = "Accepted",
            Status = TransactionStatus.Completed,
            StopTime = start.AddMinutes(2),
            StopReceivedAt = start.AddMinutes(2),
            MeterStop = 1000 + energyWh,
            EnergyWh = energyWh,
        };
        var unit = new UnitOfWork();
        unit.Insert(row);
        await Services.GetRequiredService<CommitQueue>().CommitAsync(unit);
        return row;
    }
}
