using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of firmware and diagnostics.</summary>
public sealed class FirmwareCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Fact]
    public async Task TC_044_1_Firmware_is_downloaded_and_installed()
    {
        await using var charger = await UpdatingAsync("TC044-1");
        await TellAsync(charger, "Downloading", "Downloaded", "Installing");
        Has(await TransferAsync("TC044-1"), ("state", "running"), ("ended_at", null));
        await charger.CallAsync("BootNotification", Boot.Replace("1.0", "2.0", StringComparison.Ordinal));
        await TellAsync(charger, "Installed");

        var transfer = await TransferAsync("TC044-1");
        Has(transfer, ("kind", "firmware"), ("state", "done"), ("version_before", "1.0"), ("version_after", "2.0"));
        Assert.Equal("Requested Accepted Downloading Downloaded Installing Booted Installed", Steps(transfer));
        Has(await ChargerAsync("TC044-1"), ("firmware_version", "2.0"));
    }

    [Fact]
    public async Task TC_044_2_Firmware_cannot_be_downloaded()
    {
        await using var charger = await UpdatingAsync("TC044-2");
        await TellAsync(charger, "Downloading", "DownloadFailed");

        var transfer = await TransferAsync("TC044-2");
        Has(transfer, ("state", "failed"), ("version_after", null));
        Assert.Equal("Requested Accepted Downloading DownloadFailed", Steps(transfer));
        Assert.NotEqual(JsonValueKind.Null, transfer.GetProperty("ended_at").ValueKind);
        Has(await ChargerAsync("TC044-2"), ("firmware_version", "1.0"));
    }

    [Fact]
    public async Task TC_044_3_Firmware_cannot_be_installed()
    {
        await using var charger = await UpdatingAsync("TC044-3");
        await TellAsync(charger, "Downloading", "Downloaded", "Installing", "InstallationFailed");
        await charger.CallAsync("BootNotification", Boot);

        var transfer = await TransferAsync("TC044-3");
        Has(transfer, ("state", "failed"), ("version_before", "1.0"), ("version_after", null));
        Assert.Equal("Requested Accepted Downloading Downloaded Installing InstallationFailed", Steps(transfer));
        Has(await ChargerAsync("TC044-3"), ("firmware_version", "1.0"));
    }

    [Fact]
    public async Task TC_045_1_Diagnostics_are_delivered()
    {
        await using var charger = await BootAsync("TC045-1");
        var location = await DiagnosticsAsync(charger, "TC045-1");
        await TellUploadAsync(charger, "Uploading");
        using (var content = new StringContent("the log"))
        {
            using var answer = await Web.PutAsync($"{location}diag.log", content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        await TellUploadAsync(charger, "Uploaded");

        var transfer = await TransferAsync("TC045-1");
        Has(transfer, ("kind", "diagnostics"), ("state", "done"), ("file_name", "diag.log"), ("size_bytes", 7));
        Assert.Equal("the log", (await Web.ReadAsync(transfer.GetProperty("download").GetString()!)).Text);
    }

    [Fact]
    public async Task TC_045_2_Diagnostics_cannot_be_delivered()
    {
        await using var charger = await BootAsync("TC045-2");
        await DiagnosticsAsync(charger, "TC045-2");
        await TellUploadAsync(charger, "Uploading");
        await TellUploadAsync(charger, "UploadFailed");

        var transfer = await TransferAsync("TC045-2");
        Has(transfer, ("state", "failed"), ("download", null));
        Assert.Equal("Requested Accepted Uploading UploadFailed", Steps(transfer));
    }

    [Theory]
    [InlineData("DiagnosticsStatusNotification")]
    [InlineData("FirmwareStatusNotification")]
    public async Task TC_054_Trigger_a_status_of_transfers_of_which_there_are_none(string message)
    {
        var id = $"TC054-{message}";
        await using var charger = await BootAsync(id);
        var (sent, told) = await AskAsync(charger, id, "TriggerMessage", $$"""{"requestedMessage":"{{message}}"}""", """{"status":"Accepted"}""");
        Assert.Equal($$"""{"requestedMessage":"{{message}}"}""", sent);
        Has(told, ("success", true), ("message", "The charger will send it."));
        Assert.Equal("{}", (await charger.CallAsync(message, """{"status":"Idle"}""")).GetRawText());

        Assert.Empty((await Web.ReadAsync($"/api/chargers/{id}/transfers")).Ok().EnumerateArray());
    }

    /// <summary>A charger that was asked to fetch firmware from elsewhere.</summary>
    private async Task<RawCharger> UpdatingAsync(string id)
    {
        var charger = await RawCharger.ConnectAsync(Console.Ocpp, id);
        await charger.CallAsync("BootNotification", Boot);
        await charger.StatusAsync(1, "Available");
        const string Request = """{"location":"http://127.0.0.1/firmware.bin","retries":1,"retrieveDate":"2026-01-01T00:00:00Z","retryInterval":10}""";
        var (sent, told) = await AskAsync(charger, id, "UpdateFirmware", Request, "{}");
        Assert.Equal(Request, sent);
        Has(told, ("success", true), ("message", "The charger will fetch the firmware."));
        return charger;
    }

    /// <summary>Asks for diagnostics; gives the address the charger is to deliver them to.</summary>
    private async Task<string> DiagnosticsAsync(RawCharger charger, string id)
    {
        var (sent, told) = await AskAsync(charger, id, "GetDiagnostics", "{}", """{"fileName":"diag.log"}""");
        Has(told, ("success", true), ("message", "The charger will upload diag.log."));
        using var request = JsonDocument.Parse(sent);
        return request.RootElement.GetProperty("location").GetString()!;
    }

    private static async Task TellAsync(RawCharger charger, params string[] statuses)
    {
        foreach (var status in statuses)
        {
            Assert.Equal("{}", (await charger.CallAsync("FirmwareStatusNotification", $$"""{"status":"{{status}}"}""")).GetRawText());
        }
    }

    private static async Task TellUploadAsync(RawCharger charger, string status) =>
        Assert.Equal("{}", (await charger.CallAsync("DiagnosticsStatusNotification", $$"""{"status":"{{status}}"}""")).GetRawText());

    /// <summary>The charger's newest transfer.</summary>
    private async Task<JsonElement> TransferAsync(string id) => (await Web.ReadAsync($"/api/chargers/{id}/transfers")).Ok()[0];

    private static string Steps(JsonElement transfer) => string.Join(' ', transfer.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()));
}
