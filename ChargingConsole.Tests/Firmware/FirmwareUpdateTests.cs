using System.Net;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChargingConsole.Tests.Firmware;

public sealed class FirmwareUpdateTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_firmware_file_is_given_listed_downloaded_replaced_and_removed()
    {
        var made = await PutAsync("Acme 1.2+b.bin", "first", "?version=1.2&note=Beta");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal((5L, "1.2", "developer", "firmware:Acme 1.2+b.bin"), (made.Json.GetProperty("size_bytes").GetInt64(), made.Json.GetProperty("version").GetString(), made.Json.GetProperty("uploaded_by").GetString(), made.Json.GetProperty("location").GetString()));
        var replaced = (await PutAsync("acme 1.2+B.bin", "second!")).Ok();
        Assert.Equal(("Acme 1.2+b.bin", 7L), (replaced.GetProperty("name").GetString(), replaced.GetProperty("size_bytes").GetInt64()));
        using (var answer = await Web.GetAsync("/api/firmware/Acme%201.2%2Bb.bin/content", TestContext.Current.CancellationToken))
        {
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("second!", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(HttpStatusCode.NoContent, (await Web.CallAsync(HttpMethod.Delete, "/api/firmware/ACME%201.2%2Bb.bin")).Status);
        (await Web.ReadAsync("/api/firmware/Acme%201.2%2Bb.bin")).Problem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("..%2Fescape.bin")]
    [InlineData("..%5Cescape.bin")]
    [InlineData(".hidden")]
    [InlineData("a%22b")]
    [InlineData("%20x")]
    public async Task A_name_that_is_no_file_name_is_refused(string name)
    {
        var problem = (await Web.CallAsync(HttpMethod.Put, $"/api/firmware/{name}", "x", "application/octet-stream")).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty("name", out _));
    }

    [Fact]
    public async Task A_firmware_file_that_is_too_large_is_refused_and_leaves_nothing()
    {
        await using var console = await RunningConsole.StartAsync("Firmware:MaxFirmwareMiB=1");
        // Asks first: who sends at once may find the connection closed before it has read why.
        (await console.Web.CallAsync(HttpMethod.Put, "/api/firmware/big.bin", new string('x', 1_100_000), "application/octet-stream", ("Expect", "100-continue"))).Problem(HttpStatusCode.RequestEntityTooLarge);
        (await console.Web.ReadAsync("/api/firmware/big.bin")).Problem(HttpStatusCode.NotFound);
        Assert.True(!Directory.Exists(Path.Combine(console.Folder, "files")) || !Directory.EnumerateFiles(Path.Combine(console.Folder, "files")).Any());
    }

    [Fact]
    public async Task An_update_is_fetched_from_here_followed_and_proven_by_the_next_boot()
    {
        await PutAsync("new.bin", "0123456789", "?version=2.0");
        await using var charger = await RawCharger.ConnectAsync(fixture.Console.Ocpp, "fw-1");
        await BootAsync(charger, "1.0");
        var location = await UpdateAsync(charger, "fw-1", """{"location":"firmware:new.bin"}""");
        Assert.EndsWith("/new.bin", location, StringComparison.Ordinal);
        Assert.True(fixture.Console.Get<TransferBook>().IsUpdating(fixture.Console.Get<Fleet>().Find("fw-1")!));
        Assert.Equal("in_use", (await Web.CallAsync(HttpMethod.Delete, "/api/firmware/new.bin")).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());

        using (var request = new HttpRequestMessage(HttpMethod.Get, location))
        {
            request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(4, 6);
            using var part = await Web.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.PartialContent, "456"), (part.StatusCode, await part.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        Assert.Equal("0123456789", await Web.GetStringAsync(location, TestContext.Current.CancellationToken));
        foreach (var status in new[] { "Downloading", "Downloaded", "Installing", "Installed" })
        {
            await charger.CallAsync("FirmwareStatusNotification", $$"""{"status":"{{status}}"}""");
        }

        Assert.Equal("installed", (await LatestAsync("fw-1")).GetProperty("state").GetString());
        await BootAsync(charger, "1.0");
        Assert.Equal("installed", (await LatestAsync("fw-1")).GetProperty("state").GetString());
        await BootAsync(charger, "2.0");

        var transfer = await LatestAsync("fw-1");
        Assert.Equal(("done", "1.0", "2.0", "2.0"), (transfer.GetProperty("state").GetString(), transfer.GetProperty("version_before").GetString(), transfer.GetProperty("version_wanted").GetString(), transfer.GetProperty("version_after").GetString()));
        Assert.Equal("Requested Accepted Fetching Downloading Downloaded Installing Installed Booted Booted", Steps(transfer));
        Assert.False(fixture.Console.Get<TransferBook>().IsUpdating(fixture.Console.Get<Fleet>().Find("fw-1")!));
    }

    [Fact]
    public async Task A_boot_with_another_version_proves_an_update_of_which_no_status_came()
    {
        await using var charger = await RawCharger.ConnectAsync(fixture.Console.Ocpp, "fw-2");
        await BootAsync(charger, "1.0");
        await UpdateAsync(charger, "fw-2", """{"location":"ftp://user:pass-word@files.example/fw.bin","retrieveDate":"2026-01-01T00:00:00Z"}""");
        await BootAsync(charger, "1.1");

        var transfer = await LatestAsync("fw-2");
        Assert.Equal(("done", "1.1", "ftp://user:(hidden)@files.example/fw.bin"), (transfer.GetProperty("state").GetString(), transfer.GetProperty("version_after").GetString(), transfer.GetProperty("location").GetString()));
        Assert.DoesNotContain("pass-word", (await Web.ReadAsync("/api/commands")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_download_may_be_tried_again_and_a_newer_request_takes_its_place()
    {
        await PutAsync("again.bin", "x");
        await using var charger = await RawCharger.ConnectAsync(fixture.Console.Ocpp, "fw-3");
        await BootAsync(charger, "1.0");
        var location = await UpdateAsync(charger, "fw-3", """{"location":"firmware:again.bin"}""");
        await charger.CallAsync("FirmwareStatusNotification", """{"status":"DownloadFailed"}""");
        Assert.Equal("failed", (await LatestAsync("fw-3")).GetProperty("state").GetString());
        Assert.Equal("x", await Web.GetStringAsync(location, TestContext.Current.CancellationToken));
        await charger.CallAsync("FirmwareStatusNotification", """{"status":"Downloading"}""");
        Assert.Equal("running", (await LatestAsync("fw-3")).GetProperty("state").GetString());

        await UpdateAsync(charger, "fw-3", """{"location":"firmware:again.bin"}""");
        var transfers = (await Web.ReadAsync("/api/chargers/fw-3/transfers")).Ok();
        Assert.Equal(["accepted", "replaced"], transfers.EnumerateArray().Select(transfer => transfer.GetProperty("state").GetString()));
        using var gone = await Web.GetAsync(location, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Fact]
    public async Task A_file_nobody_has_is_not_made_up()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "fw-4", 1);
        (await Web.WriteAsync("/api/chargers/fw-4/commands/UpdateFirmware", "{}")).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.Empty((await Web.ReadAsync("/api/chargers/fw-4/transfers")).Ok().EnumerateArray());
    }

    [Fact]
    public async Task A_firmware_name_that_is_not_here_is_refused_with_its_place_and_nothing_is_sent()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "fw-6", 1);
        var plain = (await Web.WriteAsync("/api/chargers/fw-6/commands/UpdateFirmware", """{"location":"firmware:nobody.bin"}""")).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("nobody.bin", plain.GetProperty("errors").GetProperty("location")[0].GetString(), StringComparison.Ordinal);
        var signed = (await Web.WriteAsync("/api/chargers/fw-6/commands/SignedUpdateFirmware", """{"firmware":{"location":"firmware:nobody.bin","signingCertificate":"c","signature":"s"}}"""))
            .Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(signed.GetProperty("errors").TryGetProperty("firmware.location", out _), signed.GetRawText());

        Assert.Empty((await Web.ReadAsync("/api/chargers/fw-6/transfers")).Ok().EnumerateArray());
        Assert.Empty((await Web.ReadAsync("/api/commands?charge_point_id=fw-6")).Ok().EnumerateArray());
    }

    [Fact]
    public async Task A_file_that_a_charger_has_still_to_fetch_is_not_swapped_under_it()
    {
        await PutAsync("held.bin", "first");
        await using var charger = await RawCharger.ConnectAsync(fixture.Console.Ocpp, "fw-7");
        await BootAsync(charger, "1.0");
        var location = await UpdateAsync(charger, "fw-7", """{"location":"firmware:held.bin"}""");
        var files = Directory.EnumerateFiles(Path.Combine(fixture.Console.Folder, "files")).Count();

        Assert.Equal("in_use", (await PutAsync("HELD.bin", "second")).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());

        Assert.Equal("first", await Web.GetStringAsync(location, TestContext.Current.CancellationToken));
        Assert.Equal(files, Directory.EnumerateFiles(Path.Combine(fixture.Console.Folder, "files")).Count());
        await BootAsync(charger, "2.0");
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("held.bin", "second")).Status);
    }

    [Theory]
    [InlineData("UpdateFirmware", """{"location":"http://here/transfers/1/(hidden)/fw.bin"}""", "location")]
    [InlineData("GetLog", """{"logType":"SecurityLog","log":{"remoteLocation":"ftp://user:(hidden)@files.example/"}}""", "log.remoteLocation")]
    [InlineData("ChangeConfiguration", """{"key":"AuthorizationKey","value":"(hidden)"}""", "value")]
    public async Task What_the_record_hides_is_never_sent_in_the_place_of_the_secret(string action, string payload, string member)
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "fw-8", 1);
        var problem = (await Web.WriteAsync($"/api/chargers/fw-8/commands/{action}", payload)).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.GetRawText());
        Assert.Empty((await Web.ReadAsync("/api/chargers/fw-8/transfers")).Ok().EnumerateArray());
    }

    [Fact]
    public async Task A_charger_gets_its_file_while_the_database_is_away_and_that_is_noted_when_it_is_back()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-").FullName;
        using var engine = new FaultyEngine(new SqliteEngine($"Data Source={Path.Combine(folder, "charging.db")}"));
        await using (var console = await RunningConsole.StartOnAsync(folder, builder => builder.Services.Replace(ServiceDescriptor.Singleton<DatabaseEngine>(engine))))
        {
            await console.Web.CallAsync(HttpMethod.Put, "/api/firmware/kept.bin", "kept", "application/octet-stream");
            await using var charger = await RawCharger.ConnectAsync(console.Ocpp, "fw-9");
            await BootAsync(charger, "1.0");
            var asked = console.Web.WriteAsync("/api/chargers/fw-9/commands/UpdateFirmware", """{"location":"firmware:kept.bin"}""");
            var (id, payload) = await charger.ExpectCallAsync("UpdateFirmware");
            await charger.AnswerAsync(id, "{}");
            (await asked).Ok();
            var location = payload.GetProperty("location").GetString()!;

            engine.Fail(FaultPoint.Begin);
            Assert.Equal("kept", await console.Web.GetStringAsync(location, TestContext.Current.CancellationToken));
            engine.Recover();
            // The circuit may be open for a moment yet.
            var isNoted = false;
            for (var tries = 0; !isNoted && tries < 600; tries++)
            {
                Assert.Equal("kept", await console.Web.GetStringAsync(location, TestContext.Current.CancellationToken));
                isNoted = Steps((await console.Web.ReadAsync("/api/chargers/fw-9/transfers")).Ok()[0]).Contains("Fetching", StringComparison.Ordinal);
                await Task.Delay(isNoted ? 0 : 100, TestContext.Current.CancellationToken);
            }

            Assert.True(isNoted);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_open_update_and_its_address_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-").FullName;
        try
        {
            string path;
            await using (var first = await RunningConsole.StartOnAsync(folder))
            {
                await first.Web.CallAsync(HttpMethod.Put, "/api/firmware/kept.bin", "kept", "application/octet-stream");
                await using var charger = await RawCharger.ConnectAsync(first.Ocpp, "fw-5");
                await BootAsync(charger, "1.0");
                var asked = first.Web.WriteAsync("/api/chargers/fw-5/commands/UpdateFirmware", """{"location":"firmware:kept.bin"}""");
                var (id, payload) = await charger.ExpectCallAsync("UpdateFirmware");
                await charger.AnswerAsync(id, "{}");
                (await asked).Ok();
                path = new Uri(payload.GetProperty("location").GetString()!).AbsolutePath;
            }

            await using var second = await RunningConsole.StartOnAsync(folder);
            Assert.Equal("kept", await second.Web.GetStringAsync(path, TestContext.Current.CancellationToken));
            await using var back = await RawCharger.ConnectAsync(second.Ocpp, "fw-5");
            await BootAsync(back, "1.1");
            Assert.Equal("done", (await second.Web.ReadAsync("/api/chargers/fw-5/transfers")).Ok()[0].GetProperty("state").GetString());
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<JsonElement> BootAsync(RawCharger charger, string version) =>
        charger.CallAsync("BootNotification", $$"""{"chargePointVendor":"Vendor","chargePointModel":"Model","firmwareVersion":"{{version}}"}""");

    private async Task<string> UpdateAsync(RawCharger charger, string id, string body)
    {
        var asked = Web.WriteAsync($"/api/chargers/{id}/commands/UpdateFirmware", body);
        var (call, payload) = await charger.ExpectCallAsync("UpdateFirmware");
        Assert.True(payload.TryGetProperty("retrieveDate", out _));
        await charger.AnswerAsync(call, "{}");
        (await asked).Ok();
        return payload.GetProperty("location").GetString()!;
    }

    private async Task<JsonElement> LatestAsync(string id) => (await Web.ReadAsync($"/api/chargers/{id}/transfers")).Ok()[0];

    private static string Steps(JsonElement transfer) => string.Join(' ', transfer.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()));

    private Task<ApiAnswer> PutAsync(string name, string content, string query = "") =>
        Web.CallAsync(HttpMethod.Put, $"/api/firmware/{Uri.EscapeDataString(name)}{query}", content, "application/octet-stream");
}
