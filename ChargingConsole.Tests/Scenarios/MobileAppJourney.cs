using System.Text.Json;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>The mobile app's flow over real sockets and HTTP, field by field, without and with a server restart in mid-session.</summary>
public sealed class MobileAppJourney
{
    private const string ChargerId = "0748911403000154";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_driver_starts_follows_and_stops_a_session(bool serverRestarts)
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-app-").FullName;
        var console = await RunningConsole.StartOnAsync(folder);
        try
        {
            // 1. The charger connects, boots and reports.
            var charger = await RawCharger.ConnectAsync(console.Ocpp, ChargerId);
            Assert.Equal("ocpp1.6", charger.Subprotocol);
            var boot = await charger.CallAsync("BootNotification", """{"chargePointVendor":"Rnd","chargePointModel":"Wall 22kW","firmwareVersion":"1.2"}""");
            Assert.Equal(("Accepted", 7200), (boot.GetProperty("status").GetString(), boot.GetProperty("interval").GetInt32()));
            await charger.CallAsync("Heartbeat", "{}");
            await charger.StatusAsync(1, "Preparing");
            Assert.Contains(console.Log, line => line.Contains($"{ChargerId} connected", StringComparison.Ordinal) && line.Contains("1 connected", StringComparison.Ordinal));

            var listed = Assert.Single((await console.Web.ReadAsync("/api/chargers")).Ok().EnumerateArray());
            Has(listed, ("charge_point_id", ChargerId), ("vendor", "Rnd"), ("model", "Wall 22kW"), ("firmware_version", "1.2"), ("status", "online"),
                ("availability", "preparing"), ("number_of_connectors", 1), ("ws_connected", true), ("active_transaction_id", null), ("price_per_kwh", 0.5),
                ("max_power_kw", 22), ("connector_type", "Type 2"), ("location", null), ("latitude", null), ("longitude", null));
            Assert.Equal("""{"1":"preparing"}""", listed.GetProperty("connector_status").GetRawText());
            Assert.EndsWith("Z", listed.GetProperty("last_heartbeat").GetString(), StringComparison.Ordinal);

            // 2. The app starts; StartTransaction comes within the wait, so the real id is told.
            var starting = console.Web.WriteAsync("/api/charging/start", $$"""{"charger_id":"{{ChargerId}}","connector_id":1,"id_tag":"APP_USER"}""");
            var (remoteStart, asked) = await charger.ExpectCallAsync("RemoteStartTransaction");
            Assert.Equal("""{"connectorId":1,"idTag":"APP_USER"}""", asked.GetRawText());
            await charger.AnswerAsync(remoteStart, """{"status":"Accepted"}""");
            var begun = DateTimeOffset.Parse($"{Recently.Day}T10:00:00Z", null);
            var start = await charger.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":1000,"timestamp":"{{begun:O}}"}""");
            var id = start.GetProperty("transactionId").GetInt32();
            Assert.True(id > 0);
            var started = (await starting).Ok();
            Has(started, ("success", true), ("message", "Charging started successfully. Charger is starting..."), ("transaction_id", id));
            await charger.StatusAsync(1, "Charging");

            // 3. Meter values move it.
            await MeterAsync(charger, id, begun.AddMinutes(1), 1200, 11_000);
            if (serverRestarts)
            {
                await console.StopAsync();
                console = await RunningConsole.StartOnAsync(folder);
                await charger.DisposeAsync();
                charger = await RawCharger.ConnectAsync(console.Ocpp, ChargerId);

                // It repeats what it is not sure of, without a boot, and goes on.
                var again = await charger.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":1000,"timestamp":"{{begun:O}}"}""");
                Assert.Equal(id, again.GetProperty("transactionId").GetInt32());
                await MeterAsync(charger, id, begun.AddMinutes(1), 1200, 11_000);
            }

            await MeterAsync(charger, id, begun.AddMinutes(2), 1400, 10_500);
            var active = Assert.Single((await console.Web.ReadAsync("/api/sessions?limit=1")).Ok().EnumerateArray());
            Has(active, ("transaction_id", id), ("connector_id", 1), ("start_time", $"{Recently.Day}T10:00:00.000Z"), ("stop_time", null), ("energy_consumed", 0.4),
                ("status", "active"), ("charge_point_id", ChargerId), ("charger_id", ChargerId), ("id_tag", "APP_USER"), ("meter_start", 1000), ("stop_reason", null));
            Has((await console.Web.ReadAsync($"/api/chargers/{ChargerId}/status")).Ok(), ("availability", "charging"), ("active_transaction_id", id));
            Has((await console.Web.ReadAsync($"/api/metering/{ChargerId}/latest")).Ok(),
                ("voltage", 230), ("current", 16), ("power", 10.5), ("total_kwh", 1.4), ("transaction_id", id));

            // 4. The app stops; the charger tells its end.
            var stopping = console.Web.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{id}}}""");
            var (remoteStop, stopAsked) = await charger.ExpectCallAsync("RemoteStopTransaction");
            Assert.Equal($$"""{"transactionId":{{id}}}""", stopAsked.GetRawText());
            await charger.AnswerAsync(remoteStop, """{"status":"Accepted"}""");
            Has((await stopping).Ok(), ("success", true), ("message", "Charging stop requested successfully. Charger is stopping..."), ("transaction_id", id));
            Has((await console.Web.ReadAsync($"/api/sessions/{id}")).Ok(), ("status", "stopping"));
            await charger.CallAsync("StopTransaction", $$"""{"transactionId":{{id}},"idTag":"APP_USER","meterStop":1500,"timestamp":"{{begun.AddMinutes(3):O}}","reason":"Remote"}""");
            await charger.StatusAsync(1, "Available");

            var ended = (await console.Web.ReadAsync($"/api/sessions/{id}")).Ok();
            Has(ended, ("status", "completed"), ("stop_time", $"{Recently.Day}T10:03:00.000Z"), ("energy_consumed", 0.5), ("meter_stop", 1500), ("stop_reason", "Remote"));
            var curve = (await console.Web.ReadAsync($"/api/sessions/{id}/meter-values")).Ok().EnumerateArray().ToList();
            Assert.Equal(2, curve.Count);
            Has(curve[0], ("timestamp", $"{Recently.Day}T10:01:00.000Z"), ("power_kw", 11), ("voltage", 230), ("current", 16), ("total_kwh", 1.2));
            Has((await console.Web.ReadAsync($"/api/chargers/{ChargerId}/status")).Ok(), ("availability", "available"), ("active_transaction_id", null));
            await charger.DisposeAsync();

            await using var context = console.Get<ChargingDatabase>().OpenReader();
            var row = await context.Transactions.SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(TransactionStatus.Completed, row.Status);
            Assert.NotNull(row.StartCommandId);
        }
        finally
        {
            await console.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_start_without_a_start_transaction_in_time_is_pending_and_the_later_session_is_linked_to_it()
    {
        await using var console = await RunningConsole.StartAsync("Charging:StartWaitSeconds=0.2");
        await using var charger = await RawCharger.BootAsync(console.Ocpp, ChargerId, 1);
        var starting = console.Web.WriteAsync("/api/charging/start", $$"""{"charger_id":"{{ChargerId}}","connector_id":1,"id_tag":"APP_USER"}""");
        var (remoteStart, _) = await charger.ExpectCallAsync("RemoteStartTransaction");
        await charger.AnswerAsync(remoteStart, """{"status":"Accepted"}""");
        Has((await starting).Ok(), ("success", true), ("transaction_id", 0));

        Has(Assert.Single((await console.Web.ReadAsync("/api/sessions?limit=1")).Ok().EnumerateArray()), ("status", "pending"), ("transaction_id", 0));
        var start = await charger.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"app_user","meterStart":0,"timestamp":"{{Recently.Day}}T10:00:00Z"}""");

        var session = Assert.Single((await console.Web.ReadAsync("/api/sessions?limit=2")).Ok().EnumerateArray());
        Has(session, ("status", "active"), ("transaction_id", start.GetProperty("transactionId").GetInt32()));
        Assert.True(session.GetProperty("command_id").GetInt64() > 0);
    }

    private static Task<JsonElement> MeterAsync(RawCharger charger, int transactionId, DateTimeOffset at, int register, int power) =>
        charger.CallAsync("MeterValues", $$"""
            {"connectorId":1,"transactionId":{{transactionId}},"meterValue":[{"timestamp":"{{at:O}}","sampledValue":[
            {"value":"{{register}}","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"{{power}}","measurand":"Power.Active.Import","unit":"W"},
            {"value":"230","measurand":"Voltage","unit":"V"},{"value":"16","measurand":"Current.Import","unit":"A"}]}]}
            """);
}
