using ChargingConsole.Simulator.ChargePoints;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class ReservationTests : SimulatorTest
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_reserved_connector_starts_for_its_tag_only_and_names_the_reservation()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        Assert.Equal("Accepted", await ReserveAsync(7, 1));
        await Central.NextStatusAsync(1, "Reserved");
        Assert.Equal("Rejected", await StatusOfAsync("RemoteStartTransaction", """{"connectorId":1,"idTag":"OTHER"}"""));
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        Assert.Null(await chargePoint.StartChargingAsync(1, "OTHER", Stop));
        Assert.NotNull(await chargePoint.StartChargingAsync(1, "MINE", Stop));
        Assert.Equal("7", (await Central.NextAsync("StartTransaction")).Text("reservationId"));
        await Central.NextStatusAsync(1, "Charging");
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        await chargePoint.UnplugAsync(1, Stop);
        await Central.NextStatusAsync(1, "Available");
    }

    [Fact]
    public async Task Somebody_of_the_same_group_may_start()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        await StatusOfAsync("ReserveNow", """{"connectorId":1,"reservationId":7,"idTag":"MINE","parentIdTag":"FAMILY","expiryDate":"2026-01-01T13:00:00Z"}""");
        Central.Answer("Authorize", """{"idTagInfo":{"status":"Accepted","parentIdTag":"FAMILY"}}""");
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        Assert.NotNull(await chargePoint.StartChargingAsync(1, "SISTER", Stop));
    }

    [Fact]
    public async Task A_remote_start_with_the_reserved_tag_uses_the_reservation()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        await ReserveAsync(7, 1);
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        Assert.Equal("Accepted", await StatusOfAsync("RemoteStartTransaction", """{"connectorId":1,"idTag":"MINE"}"""));
        Assert.Equal("7", (await Central.NextAsync("StartTransaction")).Text("reservationId"));
    }

    [Fact]
    public async Task An_expired_reservation_frees_the_connector()
    {
        await MakeBootedAsync(clock: _clock);
        await ReserveAsync(7, 1);
        await Central.NextStatusAsync(1, "Reserved");
        await Task.Delay(50, Stop);
        _clock.Advance(TimeSpan.FromHours(1));
        await Central.NextStatusAsync(1, "Available");
        Assert.Equal("Rejected", await StatusOfAsync("CancelReservation", """{"reservationId":7}"""));
    }

    [Fact]
    public async Task A_reservation_is_cancelled_once()
    {
        await MakeBootedAsync(clock: _clock);
        await ReserveAsync(7, 2);
        await Central.NextStatusAsync(2, "Reserved");
        Assert.Equal("Accepted", await StatusOfAsync("CancelReservation", """{"reservationId":7}"""));
        await Central.NextStatusAsync(2, "Available");
        Assert.Equal("Rejected", await StatusOfAsync("CancelReservation", """{"reservationId":7}"""));
    }

    [Fact]
    public async Task A_known_id_moves_its_reservation()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        await ReserveAsync(7, 1);
        Assert.Equal("Accepted", await ReserveAsync(7, 2));
        Assert.Equal([ConnectorState.Available, ConnectorState.Reserved], chargePoint.Connectors.Select(connector => connector.State));
    }

    [Fact]
    public async Task Every_reason_not_to_reserve_has_its_word()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        Assert.Equal("Rejected", await ReserveAsync(1, 9));
        Assert.Equal("Rejected", await ReserveAsync(1, 1, "2026-01-01T11:00:00Z"));
        await chargePoint.FaultAsync(1, cancellation: Stop);
        Assert.Equal("Faulted", await ReserveAsync(1, 1));
        await StatusOfAsync("ChangeAvailability", """{"connectorId":2,"type":"Inoperative"}""");
        Assert.Equal("Unavailable", await ReserveAsync(1, 2));
        await chargePoint.ClearFaultAsync(1, Stop);
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        Assert.Equal("Occupied", await ReserveAsync(1, 1));
    }

    [Fact]
    public async Task Connector_zero_keeps_any_connector_free()
    {
        var chargePoint = await MakeBootedAsync(clock: _clock);
        Assert.Equal("Accepted", await ReserveAsync(1, 0));
        await ChargeAsync(chargePoint, 1, "OTHER");
        await chargePoint.PlugInAsync(2, cancellation: Stop);
        Assert.Null(await chargePoint.StartChargingAsync(2, "OTHER", Stop));
        Assert.NotNull(await chargePoint.StartChargingAsync(2, "MINE", Stop));
        Assert.Equal("Occupied", await ReserveAsync(2, 0));
    }

    [Fact]
    public async Task Connector_zero_is_rejected_where_it_is_not_supported()
    {
        await MakeBootedAsync(clock: _clock, describe: usual => usual with
        {
            Configuration = new Dictionary<string, string> { ["ReserveConnectorZeroSupported"] = "false" },
        });
        Assert.Equal("Rejected", await ReserveAsync(1, 0));
    }

    private Task<string> ReserveAsync(int id, int connector, string expiry = "2026-01-01T13:00:00Z") => StatusOfAsync(
        "ReserveNow", $$"""{"connectorId":{{connector}},"reservationId":{{id}},"idTag":"MINE","expiryDate":"{{expiry}}"}""");
}
