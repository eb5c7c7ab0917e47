using ChargingConsole.Simulator.ChargePoints;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

/// <summary>Diagnostics and logs.</summary>
public sealed class UploadTests : SimulatorTest
{
    [Fact]
    public async Task Diagnostics_are_put_to_the_url_and_told_about()
    {
        await using var files = await FileServer.StartAsync();
        await MakeBootedAsync();
        var name = (await ResultOfAsync("GetDiagnostics", $$"""{"location":"{{files.Url}}in/abc"}""")).GetProperty("fileName").GetString();
        Assert.StartsWith("diagnostics-CP1-", name, StringComparison.Ordinal);
        Assert.Equal(["Uploading", "Uploaded"], await StatusesAsync("DiagnosticsStatusNotification"));
        var upload = Assert.Single(files.Uploads);
        Assert.Equal(("PUT", "/in/abc"), (upload.Method, upload.Path));
        Assert.Contains("booted: Accepted", upload.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_put_is_not_allowed_it_posts_and_a_folder_gets_the_files_name()
    {
        await using var files = await FileServer.StartAsync();
        files.Statuses["PUT"] = 405;
        await MakeBootedAsync();
        var name = (await ResultOfAsync("GetDiagnostics", $$"""{"location":"{{files.Url}}in/"}""")).GetProperty("fileName").GetString();
        Assert.Equal(["Uploading", "Uploaded"], await StatusesAsync("DiagnosticsStatusNotification"));
        Assert.Equal(["PUT", "POST"], files.Uploads.Select(upload => upload.Method));
        Assert.All(files.Uploads, upload => Assert.Equal($"/in/{name}", upload.Path));
    }

    [Fact]
    public async Task An_upload_that_fails_is_tried_again_and_then_told()
    {
        await using var files = await FileServer.StartAsync();
        files.Statuses["PUT"] = 500;
        await MakeBootedAsync();
        await Central.CallAsync("CP1", "GetDiagnostics", $$"""{"location":"{{files.Url}}","retries":1,"retryInterval":0}""");
        Assert.Equal(["Uploading", "UploadFailed"], await StatusesAsync("DiagnosticsStatusNotification"));
        Assert.Equal(2, files.Uploads.Count);
    }

    [Fact]
    public async Task Without_anything_to_tell_there_is_no_file()
    {
        await MakeBootedAsync();
        Assert.Equal("{}", (await ResultOfAsync("GetDiagnostics", """{"location":"http://127.0.0.1:1/","stopTime":"2001-01-01T00:00:00Z"}""")).GetRawText());
        await StatusOfAsync("TriggerMessage", """{"requestedMessage":"DiagnosticsStatusNotification"}""");
        Assert.Equal("Idle", (await Central.NextAsync("DiagnosticsStatusNotification")).Text("status"));
    }

    [Theory]
    [InlineData(201, "Uploaded")]
    [InlineData(403, "PermissionDenied")]
    [InlineData(500, "UploadFailure")]
    public async Task A_log_tells_how_its_upload_went_with_its_request_id(int status, string expected)
    {
        await using var files = await FileServer.StartAsync();
        files.Statuses["PUT"] = status;
        await MakeBootedAsync();
        Assert.Equal("Accepted", await StatusOfAsync("GetLog", Log("SecurityLog", $"{files.Url}log")));
        Assert.Equal(["Uploading", expected], await StatusesAsync("LogStatusNotification"));
        Assert.All(Central.Calls.Where(call => call.Action == "LogStatusNotification"), call => Assert.Equal("9", call.Text("requestId")));
        Assert.Contains("StartupOfTheDevice", files.Uploads.First().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("booted", files.Uploads.First().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_cannot_go_to_another_machine()
    {
        await MakeBootedAsync();
        await StatusOfAsync("GetLog", Log("DiagnosticsLog", "sftp://files.example/in"));
        Assert.Equal(["Uploading", "NotSupportedOperation"], await StatusesAsync("LogStatusNotification"));
    }

    [Fact]
    public async Task A_second_log_calls_the_first_off()
    {
        await using var files = await FileServer.StartAsync();
        await MakeBootedAsync(options => options with { WorkDuration = TimeSpan.FromSeconds(3) });
        await StatusOfAsync("GetLog", Log("DiagnosticsLog", $"{files.Url}first"));
        Assert.Equal("Uploading", (await Central.NextAsync("LogStatusNotification")).Text("status"));
        Assert.Equal("AcceptedCanceled", await StatusOfAsync("GetLog", Log("DiagnosticsLog", $"{files.Url}second")));
        Assert.Equal(["Uploading", "Uploaded"], await StatusesAsync("LogStatusNotification"));
        Assert.Equal(["/second"], files.Uploads.Select(upload => upload.Path));
    }

    [Fact]
    public async Task An_upload_fails_when_the_charge_point_is_told_so()
    {
        await using var files = await FileServer.StartAsync();
        await MakeBootedAsync(options => options with { Failures = ChargePointFailures.Upload });
        await Central.CallAsync("CP1", "GetDiagnostics", $$"""{"location":"{{files.Url}}"}""");
        Assert.Equal(["Uploading", "UploadFailed"], await StatusesAsync("DiagnosticsStatusNotification"));
        Assert.Empty(files.Uploads);
    }

    private async Task<string[]> StatusesAsync(string action) =>
        [(await Central.NextAsync(action)).Text("status"), (await Central.NextAsync(action)).Text("status")];

    private static string Log(string type, string location) =>
        $$"""{"logType":"{{type}}","requestId":9,"log":{"remoteLocation":"{{location}}"} }""";
}
