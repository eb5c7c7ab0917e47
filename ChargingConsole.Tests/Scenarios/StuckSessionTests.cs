using System.Net;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>Sessions closed in the back office, and what is summed up of sessions.</summary>
public sealed class StuckSessionTests
{
    [Fact]
    public async Task A_closed_session_ends_at_its_last_reading_is_estimated_and_gives_way_to_the_chargers_own_end()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "S-1", 1);
        var id = await charger.BeginAsync(meterStart: 1000);
        await charger.MeterAsync(id, 3500, 7000);

        var closed = (await console.Web.WriteAsync($"/api/sessions/{id}/close", "{}")).Ok();

        Assert.Equal(("completed", true, 2.5), (closed.GetProperty("status").GetString(), closed.GetProperty("estimated").GetBoolean(), closed.GetProperty("energy_consumed").GetDouble()));
        Assert.Contains(await console.Get<CommandQueries>().ListAsync(new CommandFilter(), null, 10, TestContext.Current.CancellationToken), command => command.Action == StuckSessions.Close && command.TransactionId == id);
        var again = (await console.Web.WriteAsync($"/api/sessions/{id}/close", "{}")).Ok();
        Assert.Equal(closed.GetProperty("stop_time").GetString(), again.GetProperty("stop_time").GetString());

        await charger.EndAsync(id, 4000);
        var ended = (await console.Web.ReadAsync($"/api/sessions/{id}")).Ok();
        Assert.Equal((false, 3.0), (ended.GetProperty("estimated").GetBoolean(), ended.GetProperty("energy_consumed").GetDouble()));
    }

    [Fact]
    public async Task What_does_not_exist_cannot_be_closed()
    {
        await using var console = await RunningConsole.StartAsync();

        (await console.Web.WriteAsync("/api/sessions/4711/close", "{}")).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sessions_are_summed_up_by_site_and_month_and_exported_as_filtered()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var here = await RawCharger.BootAsync(console.Ocpp, "R-1", 1);
        await using var there = await RawCharger.BootAsync(console.Ocpp, "R-2", 1);
        (await console.Web.CallAsync(HttpMethod.Put, "/api/chargers/R-1/settings", """{"site":"Depot","price_per_kwh":0.4,"currency":"EUR"}""")).Ok();
        await here.EndAsync(await here.BeginAsync(meterStart: 1000), 11_000);
        await there.EndAsync(await there.BeginAsync(meterStart: 1000), 6_000);

        var sites = (await console.Web.ReadAsync("/api/reports?by=site")).Ok().GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(["Depot", ""], sites.Select(line => line.GetProperty("key").GetString()));
        Assert.Equal(4.0, sites[0].GetProperty("costs").GetProperty("EUR").GetDouble());
        var month = Assert.Single((await console.Web.ReadAsync("/api/reports?time_zone=Europe/Berlin")).Ok().GetProperty("lines").EnumerateArray());
        Assert.Equal((2, 15.0), (month.GetProperty("sessions").GetInt32(), month.GetProperty("energy_kwh").GetDouble()));

        var csv = (await console.Web.GetStringAsync(new Uri("/api/sessions/csv?site=depot", UriKind.Relative), TestContext.Current.CancellationToken)).TrimEnd().Split("\r\n");
        Assert.Equal(2, csv.Length);
        Assert.Contains("R-1,Depot,1,APP_USER,completed", csv[1], StringComparison.Ordinal);
        Assert.Contains(",10,4.00,EUR,", csv[1], StringComparison.Ordinal);
        Assert.Contains("month,sessions", await console.Web.GetStringAsync(new Uri("/api/reports/csv", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await console.Web.ReadAsync("/api/reports?by=colour")).Problem(HttpStatusCode.UnprocessableEntity);
        (await console.Web.ReadAsync("/api/reports?time_zone=Nowhere")).Problem(HttpStatusCode.UnprocessableEntity);

        var total = await console.Get<SessionReports>().TotalAsync(new SessionFilter(), TestContext.Current.CancellationToken);
        Assert.Equal((2, 0, 15_000d, 6.5), (total.Sessions, total.Open, total.EnergyWh, total.Costs["EUR"]));
    }
}
