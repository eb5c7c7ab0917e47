using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of triggered messages, and of what else is asked of a charger in passing.</summary>
public sealed class TriggerCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Fact]
    public async Task TC_054_Trigger_MeterValues()
    {
        await using var charger = await BootAsync("TC054-1");
        await TriggerAsync(charger, "TC054-1", """{"requestedMessage":"MeterValues","connectorId":1}""");
        await charger.CallAsync("MeterValues", $$"""{"connectorId":1,"meterValue":[{"timestamp":"{{Text(Ago(0))}}","sampledValue":[{"value":"5000","context":"Trigger","unit":"Wh"}]}]}""");

        Has((await Web.ReadAsync("/api/metering/TC054-1/latest")).Ok(), ("total_kwh", 5), ("transaction_id", null));
    }

    [Fact]
    public async Task TC_054_Trigger_Heartbeat()
    {
        await using var charger = await BootAsync("TC054-2");
        await TriggerAsync(charger, "TC054-2", """{"requestedMessage":"Heartbeat"}""");
        var asked = TimeProvider.System.GetUtcNow();
        await charger.CallAsync("Heartbeat", "{}");

        Assert.True(Console.Get<Fleet>().Find("TC054-2")!.LastHeardAt >= asked.AddMilliseconds(-1));
    }

    [Fact]
    public async Task TC_054_Trigger_StatusNotification()
    {
        await using var charger = await BootAsync("TC054-3", 1, 2);
        await TriggerAsync(charger, "TC054-3", """{"requestedMessage":"StatusNotification","connectorId":2}""");
        await charger.StatusAsync(2, "SuspendedEVSE");

        Has(await ConnectorAsync("TC054-3", 2), ("status", "SuspendedEVSE"));
        Has(await ConnectorAsync("TC054-3", 1), ("status", "Available"));
    }

    [Fact]
    public async Task TC_054_Trigger_BootNotification()
    {
        await using var charger = await BootAsync("TC054-4");
        await TriggerAsync(charger, "TC054-4", """{"requestedMessage":"BootNotification"}""");
        Assert.Equal("Accepted", (await charger.CallAsync("BootNotification", Boot.Replace("1.0", "1.1", StringComparison.Ordinal))).GetProperty("status").GetString());

        Has(await ChargerAsync("TC054-4"), ("firmware_version", "1.1"), ("status", "online"), ("availability", "available"));
    }

    [Theory]
    [InlineData("Rejected", "rejected", "The charger refused to send it.")]
    [InlineData("NotImplemented", "not_supported", "The charger cannot send this message on request.")]
    public async Task TC_055_Trigger_is_rejected(string status, string state, string words)
    {
        var id = $"TC055-{status}";
        await using var charger = await BootAsync(id);
        var (sent, told) = await AskAsync(charger, id, "TriggerMessage", """{"requestedMessage":"MeterValues"}""", $$"""{"status":"{{status}}"}""");
        Assert.Equal("""{"requestedMessage":"MeterValues"}""", sent);
        Has(told, ("success", false), ("status", status), ("message", words));
        Has(await CommandAsync(told), ("state", state), ("message", words));
    }

    [Theory]
    [InlineData("Accepted", true, "confirmed", "The charger emptied its cache of tags.")]
    [InlineData("Rejected", false, "rejected", "The charger did not empty its cache of tags.")]
    public async Task TC_061_Clear_cache(string status, bool success, string state, string words)
    {
        var id = $"TC061-{status}";
        await using var charger = await BootAsync(id);
        var (sent, told) = await AskAsync(charger, id, "ClearCache", "{}", $$"""{"status":"{{status}}"}""");
        Assert.Equal("{}", sent);
        Has(told, ("success", success), ("message", words));
        Has(await CommandAsync(told), ("state", state), ("message", words));
    }

    [Theory]
    [InlineData("Accepted", true, "confirmed", "The charger took the data.")]
    [InlineData("Rejected", false, "rejected", "The charger knows this message and refused it.")]
    [InlineData("UnknownMessageId", false, "rejected", "The charger knows the vendor, and not this message id.")]
    [InlineData("UnknownVendorId", false, "rejected", "The charger does not know this vendor id.")]
    public async Task TC_064_Data_transfer_to_a_charger(string status, bool success, string state, string words)
    {
        var id = $"TC064-{status}";
        await using var charger = await BootAsync(id);
        var (sent, told) = await AskAsync(charger, id, "DataTransfer", """{"data":"on","vendorId":"com.vendor","messageId":"Light"}""", $$"""{"status":"{{status}}","data":"was off"}""");
        Assert.Equal("""{"vendorId":"com.vendor","messageId":"Light","data":"on"}""", sent);
        Has(told, ("success", success), ("status", status), ("message", words));
        Has(told.GetProperty("payload"), ("data", "was off"));
        var command = await CommandAsync(told);
        Has(command, ("state", state), ("message", words));
        Has(command.GetProperty("answer"), ("data", "was off"));
    }

    /// <summary>Asks for a message, which the charger agrees to send.</summary>
    private async Task<JsonElement> TriggerAsync(RawCharger charger, string id, string request)
    {
        var (sent, told) = await AskAsync(charger, id, "TriggerMessage", request, """{"status":"Accepted"}""");
        Assert.Equal(request, sent);
        Has(told, ("success", true), ("status", "Accepted"), ("message", "The charger will send it."));
        Has(await CommandAsync(told), ("state", "confirmed"), ("message", "The charger will send it."));
        return told;
    }
}
