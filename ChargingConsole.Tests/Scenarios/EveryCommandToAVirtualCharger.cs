using System.Text.Json;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>Everything a central system may ask, by REST, of a virtual charge point that does what it is asked.</summary>
public sealed class EveryCommandToAVirtualCharger(EveryCommandToAVirtualCharger.Bench bench) : IClassFixture<EveryCommandToAVirtualCharger.Bench>
{
    private const string Id = "VCP-1";
    private const string Profile = """{"chargingProfileId":7,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11000.0}]}}""";

    /// <summary>A sensible request of each action, and the status the charger gives it; null where the answer has none.</summary>
    public static TheoryData<string, string, string?> Requests => new()
    {
        { "ChangeAvailability", """{"connectorId":2,"type":"Inoperative"}""", "Accepted" },
        { "ChangeConfiguration", """{"key":"MeterValueSampleInterval","value":"30"}""", "Accepted" },
        { "ClearCache", "{}", "Accepted" },
        { "DataTransfer", """{"vendorId":"nobody.example","messageId":"hello"}""", "UnknownVendorId" },
        { "GetConfiguration", "{}", null },
        { "RemoteStartTransaction", """{"connectorId":1,"idTag":"APP_USER"}""", "Accepted" },
        { "RemoteStopTransaction", """{"transactionId":987654}""", "Rejected" },
        { "Reset", """{"type":"Soft"}""", "Accepted" },
        { "UnlockConnector", """{"connectorId":1}""", "Unlocked" },
        { "GetDiagnostics", "{}", null },
        { "UpdateFirmware", """{"location":"http://127.0.0.1:9/firmware.bin","retrieveDate":"2099-01-01T00:00:00.000Z"}""", null },
        { "GetLocalListVersion", "{}", null },
        { "SendLocalList", """{"listVersion":1,"localAuthorizationList":[{"idTag":"TAG1","idTagInfo":{"status":"Accepted"}}],"updateType":"Full"}""", "Accepted" },
        { "CancelReservation", """{"reservationId":4711}""", "Rejected" },
        { "ReserveNow", """{"connectorId":2,"expiryDate":"2099-01-01T00:00:00.000Z","idTag":"APP_USER"}""", "Accepted" },
        { "ClearChargingProfile", """{"id":7}""", "Unknown" },
        { "GetCompositeSchedule", """{"connectorId":1,"duration":600}""", "Accepted" },
        { "SetChargingProfile", $$"""{"connectorId":1,"csChargingProfiles":{{Profile}}}""", "Accepted" },
        { "TriggerMessage", """{"requestedMessage":"Heartbeat"}""", "Accepted" },
        { "CertificateSigned", """{"certificateChain":"no certificate"}""", "Rejected" },
        { "DeleteCertificate", """{"certificateHashData":{"hashAlgorithm":"SHA256","issuerNameHash":"00","issuerKeyHash":"00","serialNumber":"00"}}""", "NotFound" },
        { "ExtendedTriggerMessage", """{"requestedMessage":"Heartbeat"}""", "Accepted" },
        { "GetInstalledCertificateIds", """{"certificateType":"CentralSystemRootCertificate"}""", "NotFound" },
        { "GetLog", """{"logType":"SecurityLog"}""", "Accepted" },
        { "InstallCertificate", """{"certificateType":"CentralSystemRootCertificate","certificate":"no certificate"}""", "Rejected" },
        { "SignedUpdateFirmware", """{"requestId":1,"firmware":{"location":"http://127.0.0.1:9/f","retrieveDateTime":"2099-01-01T00:00:00.000Z","signingCertificate":"none","signature":"none"}}""", "InvalidCertificate" },
    };

    [Fact]
    public void No_action_is_left_out() =>
        Assert.Equal(OutboundActions.All.Select(action => action.Name).Order(), Requests.Select(row => row.Data.Item1).Order());

    [Theory, MemberData(nameof(Requests))]
    public async Task It_answers_as_a_charger_would_and_the_outcome_is_told_in_words(string action, string request, string? status)
    {
        await using var charger = await bench.BootAsync($"{Id}-{action}");

        var told = (await bench.Console.Web.WriteAsync($"/api/chargers/{charger.Id}/commands/{action}", request)).Ok();

        Assert.Equal(status, told.GetProperty("status").GetString());
        Assert.Equal(CommandWords.IsAgreement(action, status), told.GetProperty("success").GetBoolean());
        Assert.False(string.IsNullOrWhiteSpace(told.GetProperty("message").GetString()));
        Assert.Equal(JsonValueKind.Object, told.GetProperty("payload").ValueKind);
        var kept = await bench.Console.Web.UntilAsync($"/api/commands/{told.GetProperty("command_id").GetInt64()}", row => row.GetProperty("state").GetString() is not ("requested" or "sent"));
        Assert.Equal(charger.Id, kept.GetProperty("charge_point_id").GetString());
        Assert.Equal(action, kept.GetProperty("action").GetString());
    }

    public sealed class Bench : IAsyncLifetime
    {
        public RunningConsole Console { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Console = await RunningConsole.StartAsync();

        public ValueTask DisposeAsync() => Console.DisposeAsync();

        public async Task<VirtualChargePoint> BootAsync(string id)
        {
            ConnectorDescription connector = new() { Curve = ChargingCurve.Ac(22_000), BatteryWattHours = 60_000, InitialRegisterWattHours = 1_000 };
            var charger = new VirtualChargePoint(
                new ChargePointDescription { Id = id, Vendor = "Nordvolt", Model = "Wall 22kW", SerialNumber = "1", FirmwareVersion = "1.0", Location = "", Connectors = [connector, connector], Seed = 1 },
                new VirtualChargePointOptions { CentralSystem = Console.Ocpp, RebootDuration = TimeSpan.FromMilliseconds(50), WorkDuration = TimeSpan.FromMilliseconds(50) });
            await charger.ConnectAsync(TestContext.Current.CancellationToken);
            await charger.BootUntilAcceptedAsync(TestContext.Current.CancellationToken);
            return charger;
        }
    }
}
