using System.Net;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Reservations;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>Reservations as the OCA's test cases for a central system have them (046 to 053), over a restart where one fits.</summary>
public sealed class ReservationCases : CertificationConsole
{
    [Fact]
    public async Task TC_046_Reservation_of_a_connector_is_used_by_its_driver()
    {
        await using var charger = await BootAsync();
        await PutTagAsync("DRIVER");
        var before = TimeProvider.System.GetUtcNow();
        var (sent, told) = await ReserveAsync(charger, connector: 1);

        Assert.Equal((true, "Accepted", "The connector is reserved."), (told.GetProperty("success").GetBoolean(), told.GetProperty("status").GetString(), told.GetProperty("message").GetString()));
        var id = sent.GetProperty("reservationId").GetInt32();
        Assert.True(id > 0);
        var row = Assert.Single(await ReservationsAsync());
        Assert.Equal(
            ["reservation_id", "charge_point_id", "connector_id", "id_tag", "expiry_date", "status", "created_at"],
            row.EnumerateObject().Select(member => member.Name));
        Assert.Equal((id, "CP1", 1, "DRIVER", "Accepted"), Facts(row));
        Assert.Equal(sent.GetProperty("expiryDate").GetDateTimeOffset(), row.GetProperty("expiry_date").GetDateTimeOffset());
        Assert.InRange(row.GetProperty("created_at").GetDateTimeOffset(), before.AddSeconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        Assert.Equal("DRIVER", Console.Get<ReservationBook>().Of(Console.Get<Fleet>().Find("CP1")!, 1)?.IdTag);

        await charger.StatusAsync(1, "Reserved");
        await StartAsync(charger, 1, "DRIVER", $",\"reservationId\":{id}");

        Assert.Equal((id, "CP1", 1, "DRIVER", "Used"), Facts(Assert.Single(await ReservationsAsync())));
        Assert.Null(Console.Get<ReservationBook>().Of(Console.Get<Fleet>().Find("CP1")!, 1));
    }

    [Fact]
    public async Task TC_046_Reservation_is_used_also_when_the_charger_does_not_name_it()
    {
        await using var charger = await BootAsync();
        await PutTagAsync("DRIVER");
        await PutTagAsync("OTHER");
        await ReserveAsync(charger, connector: 1);

        await StartAsync(charger, 2, "DRIVER");
        Assert.Equal("Accepted", Status(Assert.Single(await ReservationsAsync())));
        await StartAsync(charger, 1, "OTHER");
        Assert.Equal("Accepted", Status(Assert.Single(await ReservationsAsync())));
        await StartAsync(charger, 1, "driver");
        Assert.Equal("Used", Status(Assert.Single(await ReservationsAsync())));
    }

    [Fact]
    public async Task TC_047_Reservation_of_a_connector_expires()
    {
        await using var charger = await BootAsync();
        await ReserveAsync(charger, connector: 1, lasts: TimeSpan.FromSeconds(1.5));

        await Web.UntilAsync("/api/reservations?charge_point_id=CP1", rows => Status(rows[0]) == "Expired");

        // Told late by a charger that was offline: it had been used in time.
        await PutTagAsync("DRIVER");
        var id = (await ReservationsAsync())[0].GetProperty("reservation_id").GetInt32();
        await StartAsync(charger, 1, "DRIVER", $",\"reservationId\":{id}");
        Assert.Equal("Used", Status(Assert.Single(await ReservationsAsync())));
    }

    [Fact]
    public async Task TC_047_What_expired_while_the_server_was_down_is_expired_after_it()
    {
        var charger = await BootAsync();
        await ReserveAsync(charger, connector: 1, lasts: TimeSpan.FromSeconds(0.5));
        await charger.DisposeAsync();
        await RestartAsync();

        await Web.UntilAsync("/api/reservations?charge_point_id=CP1", rows => Status(rows[0]) == "Expired");
    }

    [Theory]
    [InlineData("Faulted", "faulted")]
    [InlineData("Occupied", "occupied")]
    [InlineData("Unavailable", "out of operation")]
    [InlineData("Rejected", "does not take reservations")]
    public async Task TC_048_Reservation_of_a_connector_is_refused(string status, string words) => await RefusedAsync(1, status, words);

    [Fact]
    public async Task TC_049_Reservation_of_the_charge_point_is_used_on_any_connector()
    {
        await using var charger = await BootAsync();
        await PutTagAsync("DRIVER");
        var (sent, _) = await ReserveAsync(charger, connector: 0);
        Assert.Equal(0, sent.GetProperty("connectorId").GetInt32());

        await StartAsync(charger, 2, "DRIVER");

        Assert.Equal("Used", Status(Assert.Single(await ReservationsAsync())));
    }

    [Theory]
    [InlineData("Faulted", "faulted")]
    [InlineData("Occupied", "occupied")]
    [InlineData("Unavailable", "out of operation")]
    [InlineData("Rejected", "does not take reservations")]
    public async Task TC_050_Reservation_of_the_charge_point_is_refused(string status, string words) => await RefusedAsync(0, status, words);

    [Fact]
    public async Task TC_051_Reservation_is_cancelled_also_after_a_restart()
    {
        var charger = await BootAsync();
        var (sent, _) = await ReserveAsync(charger, connector: 1);
        await charger.DisposeAsync();
        await RestartAsync();
        await using var back = await BootAsync();
        Assert.Equal("Accepted", Status(Assert.Single(await ReservationsAsync())));

        var (_, told) = await CommandAsync(back, "CancelReservation", $$"""{"reservationId":{{sent.GetProperty("reservationId")}}}""", """{"status":"Accepted"}""");

        Assert.Equal("The reservation is cancelled.", told.GetProperty("message").GetString());
        Assert.Equal("Cancelled", Status(Assert.Single(await ReservationsAsync())));
    }

    [Fact]
    public async Task TC_052_Cancelling_is_rejected()
    {
        await using var charger = await BootAsync();
        await ReserveAsync(charger, connector: 1);

        var (_, told) = await CommandAsync(charger, "CancelReservation", """{"reservationId":4711}""", """{"status":"Rejected"}""");

        Assert.Equal((false, "Rejected"), (told.GetProperty("success").GetBoolean(), told.GetProperty("status").GetString()));
        Assert.Contains("knows no such reservation", told.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("Accepted", Status(Assert.Single(await ReservationsAsync())));
    }

    [Fact]
    public async Task TC_053_Reservation_of_a_group_is_used_by_one_of_it()
    {
        await using var charger = await BootAsync();
        await PutTagAsync("MOTHER", """{"parent_id_tag":"FAMILY"}""");
        await PutTagAsync("SON", """{"parent_id_tag":"family"}""");
        await CommandAsync(
            charger, "ReserveNow", $$"""{"connectorId":1,"expiryDate":"{{Time(TimeSpan.FromHours(1))}}","idTag":"MOTHER","parentIdTag":"FAMILY"}""", """{"status":"Accepted"}""");

        await StartAsync(charger, 1, "SON");

        Assert.Equal("Used", Status(Assert.Single(await ReservationsAsync())));
    }

    [Fact]
    public async Task An_id_is_never_given_twice_whatever_became_of_it_and_over_restarts()
    {
        var charger = await BootAsync();
        var first = (await ReserveAsync(charger, 1)).Sent.GetProperty("reservationId").GetInt32();
        await CommandAsync(charger, "ReserveNow", $$"""{"connectorId":2,"expiryDate":"{{Time(TimeSpan.FromHours(1))}}","idTag":"DRIVER","reservationId":500}""", """{"status":"Accepted"}""");
        var refused = (await ReserveAsync(charger, 1, "Rejected")).Sent.GetProperty("reservationId").GetInt32();
        await charger.DisposeAsync();
        await RestartAsync();
        await using var back = await BootAsync();

        var next = (await ReserveAsync(back, 1)).Sent.GetProperty("reservationId").GetInt32();

        Assert.True(first > 0 && refused > 500 && next > refused, $"{first}, {refused}, {next}");
        Assert.Equal([next, 500, first], (await ReservationsAsync()).Select(row => row.GetProperty("reservation_id").GetInt32()));
    }

    [Fact]
    public async Task A_reservation_with_the_id_of_another_replaces_it()
    {
        await using var charger = await BootAsync();
        var (sent, _) = await ReserveAsync(charger, 1);
        var id = sent.GetProperty("reservationId").GetInt32();

        await CommandAsync(charger, "ReserveNow", $$"""{"connectorId":2,"expiryDate":"{{Time(TimeSpan.FromHours(2))}}","idTag":"SECOND","reservationId":{{id}}}""", """{"status":"Accepted"}""");

        Assert.Equal((id, "CP1", 2, "SECOND", "Accepted"), Facts(Assert.Single(await ReservationsAsync())));
    }

    [Fact]
    public async Task Reservations_are_listed_by_charger_and_state()
    {
        await using var charger = await BootAsync();
        await using var other = await BootAsync("CP2", 1);
        await ReserveAsync(charger, 1);
        await CommandAsync(other, "ReserveNow", $$"""{"connectorId":1,"expiryDate":"{{Time(TimeSpan.FromHours(1))}}","idTag":"X"}""", """{"status":"Accepted"}""", "CP2");

        Assert.Equal(2, (await Web.ReadAsync("/api/reservations")).Ok().GetArrayLength());
        Assert.Equal("CP2", (await Web.ReadAsync("/api/reservations?charge_point_id=cp2&status=accepted")).Ok()[0].GetProperty("charge_point_id").GetString());
        Assert.Equal(0, (await Web.ReadAsync("/api/reservations?charge_point_id=CP2&status=Used")).Ok().GetArrayLength());
        Assert.Equal(0, (await Web.ReadAsync("/api/reservations?charge_point_id=NONE")).Ok().GetArrayLength());
        (await Web.ReadAsync("/api/reservations?status=lost")).Problem(HttpStatusCode.UnprocessableEntity);
    }

    private async Task RefusedAsync(int connector, string status, string words)
    {
        await using var charger = await BootAsync();

        var (_, told) = await ReserveAsync(charger, connector, status);

        Assert.Equal((false, status), (told.GetProperty("success").GetBoolean(), told.GetProperty("status").GetString()));
        Assert.Contains(words, told.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(await ReservationsAsync());
    }

    private Task<(JsonElement Sent, JsonElement Told)> ReserveAsync(RawCharger charger, int connector, string status = "Accepted", TimeSpan? lasts = null) => CommandAsync(
        charger, "ReserveNow", $$"""{"connectorId":{{connector}},"expiryDate":"{{Time(lasts ?? TimeSpan.FromHours(1))}}","idTag":"DRIVER"}""", $$"""{"status":"{{status}}"}""");

    private static Task<JsonElement> StartAsync(RawCharger charger, int connector, string idTag, string more = "") =>
        charger.CallAsync("StartTransaction", $$"""{"connectorId":{{connector}},"idTag":"{{idTag}}","meterStart":{{connector}},"timestamp":"{{Time(TimeSpan.Zero)}}"{{more}}}""");

    private async Task<List<JsonElement>> ReservationsAsync() => [.. (await Web.ReadAsync("/api/reservations?charge_point_id=CP1")).Ok().EnumerateArray()];

    private static string? Status(JsonElement row) => row.GetProperty("status").GetString();

    private static (int, string?, int, string?, string?) Facts(JsonElement row) => (
        row.GetProperty("reservation_id").GetInt32(), row.GetProperty("charge_point_id").GetString(), row.GetProperty("connector_id").GetInt32(),
        row.GetProperty("id_tag").GetString(), Status(row));
}
