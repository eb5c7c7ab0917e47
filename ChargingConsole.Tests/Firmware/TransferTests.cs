using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Firmware;

public sealed class TransferTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task Diagnostics_without_a_location_come_to_this_console_once_and_can_be_downloaded_and_removed()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "diag-1", 1);
        var location = await AskAsync(charger, "diag-1", "GetDiagnostics", "{}", """{"fileName":"diag.tar.gz"}""", "location");
        await charger.CallAsync("DiagnosticsStatusNotification", """{"status":"Uploading"}""");
        var content = RandomNumberGenerator.GetBytes(300_000);
        Assert.Equal(HttpStatusCode.Created, await SendAsync(HttpMethod.Put, location + "diag.tar.gz", new ByteArrayContent(content)));
        await charger.CallAsync("DiagnosticsStatusNotification", """{"status":"Uploaded"}""");
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(HttpMethod.Put, location + "again.tar.gz", new ByteArrayContent(content)));

        var transfer = await LatestAsync("diag-1");
        Assert.Equal(("diagnostics", "done", "diag.tar.gz", 300_000L), (transfer.GetProperty("kind").GetString(), transfer.GetProperty("state").GetString(), transfer.GetProperty("file_name").GetString(), transfer.GetProperty("size_bytes").GetInt64()));
        Assert.Equal(["Requested", "Accepted", "Uploading", "Received", "Uploaded"], Steps(transfer));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), transfer.GetProperty("sha256").GetString());

        var link = transfer.GetProperty("download").GetString()!;
        using (var answer = await Web.GetAsync(link, TestContext.Current.CancellationToken))
        {
            Assert.Equal(("application/octet-stream", "attachment", "diag.tar.gz"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
            Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(HttpStatusCode.NoContent, (await Web.CallAsync(HttpMethod.Delete, link)).Status);
        (await Web.ReadAsync(link)).Problem(HttpStatusCode.NotFound);
        Assert.Equal(JsonValueKind.Null, (await LatestAsync("diag-1")).GetProperty("download").ValueKind);
    }

    [Fact]
    public async Task The_secret_of_an_address_is_nowhere_but_on_the_wire()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "diag-2", 1);
        var location = await AskAsync(charger, "diag-2", "GetDiagnostics", "{}", """{"fileName":"x"}""", "location");
        var secret = location.Split('/')[5];
        Assert.True(secret.Length >= 43);
        await Web.UntilAsync("/api/chargers/diag-2/messages?action=GetDiagnostics", frames => frames.GetArrayLength() == 2);

        Assert.DoesNotContain(secret, (await Web.ReadAsync("/api/chargers/diag-2/messages")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await Web.ReadAsync("/api/commands")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await Web.ReadAsync("/api/chargers/diag-2/transfers")).Text, StringComparison.Ordinal);
        Assert.Contains("(hidden)", (await LatestAsync("diag-2")).GetProperty("location").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_another_direction_and_no_address_are_turned_away()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "diag-3", 1);
        var location = await AskAsync(charger, "diag-3", "GetDiagnostics", "{}", "{}", "location");
        var parts = location.Split('/');
        var wrong = string.Join('/', [.. parts[..5], new string('A', 43), ""]);

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Put, wrong, new StringContent("x")));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Get, wrong, null));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Put, "/transfers/999999/x/y", new StringContent("x")));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Put, "/transfers/-1/x/y", new StringContent("x")));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await SendAsync(HttpMethod.Get, location, null));
        Assert.Equal(HttpStatusCode.Created, await SendAsync(HttpMethod.Post, location, new StringContent("x")));
    }

    [Fact]
    public async Task A_name_that_would_climb_out_of_the_folder_stays_a_mere_name()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "diag-4", 1);
        var location = await AskAsync(charger, "diag-4", "GetDiagnostics", "{}", "{}", "location");

        Assert.Equal(HttpStatusCode.Created, await SendAsync(HttpMethod.Put, location + "..%2F..%2F..%5Cetc%2Fpasswd%22%0d%0a", new StringContent("x")));

        Assert.Equal("passwd", (await LatestAsync("diag-4")).GetProperty("file_name").GetString());
        Assert.All(Directory.EnumerateFiles(Path.Combine(fixture.Console.Folder, "files")), file => Assert.Matches("^[0-9]{14}-[0-9a-f]{16}$", Path.GetFileName(file)));
    }

    [Fact]
    public async Task A_form_is_taken_as_well_and_its_file_name_with_it()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "diag-5", 1);
        var location = await AskAsync(charger, "diag-5", "GetLog", """{"logType":"SecurityLog"}""", """{"status":"Accepted","filename":"s.log"}""", "log", "remoteLocation");
        using var form = new MultipartFormDataContent { { new StringContent("lines"), "comment" }, { new ByteArrayContent(Encoding.UTF8.GetBytes("log lines")), "file", "s.log" } };

        Assert.Equal(HttpStatusCode.Created, await SendAsync(HttpMethod.Post, location, form));
        var requestId = (await LatestAsync("diag-5")).GetProperty("request_id").GetInt64();
        await charger.CallAsync("LogStatusNotification", $$"""{"status":"Uploaded","requestId":{{requestId}}}""");

        var transfer = await LatestAsync("diag-5");
        Assert.Equal(("log", "s.log", 9L), (transfer.GetProperty("kind").GetString(), transfer.GetProperty("file_name").GetString(), transfer.GetProperty("size_bytes").GetInt64()));
        Assert.Equal("Uploaded", Steps(transfer)[^1]);
    }

    [Fact]
    public async Task A_refused_request_leaves_no_address_open()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "diag-6", 1);
        var location = await AskAsync(charger, "diag-6", "GetLog", """{"logType":"DiagnosticsLog"}""", """{"status":"Rejected"}""", "log", "remoteLocation");

        Assert.Equal(HttpStatusCode.Gone, await SendAsync(HttpMethod.Put, location + "x", new StringContent("x")));
        Assert.Equal("refused", (await LatestAsync("diag-6")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Uploaded_without_a_file_here_is_told_as_a_failure_and_statuses_nobody_asked_for_are_kept()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "diag-7", 1);
        await AskAsync(charger, "diag-7", "GetDiagnostics", "{}", """{"fileName":"x"}""", "location");
        await charger.CallAsync("DiagnosticsStatusNotification", """{"status":"Uploaded"}""");
        Assert.Equal("failed", (await LatestAsync("diag-7")).GetProperty("state").GetString());

        await charger.CallAsync("FirmwareStatusNotification", """{"status":"Idle"}""");
        await charger.CallAsync("FirmwareStatusNotification", """{"status":"Downloading"}""");
        await charger.CallAsync("FirmwareStatusNotification", """{"status":"Downloading"}""");
        await charger.CallAsync("FirmwareStatusNotification", """{"status":"Rebooting into tomorrow"}""");
        var transfer = await LatestAsync("diag-7");
        Assert.Equal(("firmware", JsonValueKind.Null), (transfer.GetProperty("kind").GetString(), transfer.GetProperty("requested_by").ValueKind));
        Assert.Equal(["Downloading", "Rebooting into tomorrow"], Steps(transfer));
        var refused = await charger.CallForFrameAsync("FirmwareStatusNotification", "{}");
        Assert.Equal((4, "OccurenceConstraintViolation"), (refused[0].GetInt32(), refused[2].GetString()));
    }

    [Fact]
    public async Task More_than_may_come_is_cut_off_and_leaves_nothing()
    {
        await using var console = await RunningConsole.StartAsync("Firmware:MaxUploadMiB=1");
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "diag-8", 1);
        var asked = console.Web.WriteAsync("/api/chargers/diag-8/commands/GetDiagnostics", "{}");
        var (id, payload) = await charger.ExpectCallAsync("GetDiagnostics");
        await charger.AnswerAsync(id, "{}");
        (await asked).Ok();
        var location = payload.GetProperty("location").GetString()!;

        using (var chunked = new StreamContent(new MemoryStream(new byte[1_100_000])))
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, location) { Content = chunked };
            request.Headers.TransferEncodingChunked = true;
            using var answer = await console.Web.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(console.Folder, "files")));
        using var small = await console.Web.PutAsync(new Uri(location), new StringContent("x"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, small.StatusCode);
    }

    private async Task<string> AskAsync(RawCharger charger, string id, string action, string body, string answer, params string[] member)
    {
        var asked = Web.WriteAsync($"/api/chargers/{id}/commands/{action}", body);
        var (call, payload) = await charger.ExpectCallAsync(action);
        await charger.AnswerAsync(call, answer);
        (await asked).Ok();
        return member.Aggregate(payload, (element, name) => element.GetProperty(name)).GetString()!;
    }

    private async Task<JsonElement> LatestAsync(string id) => (await Web.ReadAsync($"/api/chargers/{id}/transfers")).Ok()[0];

    private static List<string?> Steps(JsonElement transfer) => [.. transfer.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString())];

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string location, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, location) { Content = content };
        using var answer = await Web.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
