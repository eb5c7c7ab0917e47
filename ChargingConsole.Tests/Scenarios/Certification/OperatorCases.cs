using System.Globalization;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>
/// What the OCA's test cases for a central system have in common: a charger that does what the test says on
/// the one side, an operator at the REST API on the other, and one running app between them.
/// </summary>
public abstract class OperatorCases(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    protected const string Boot = """{"chargePointVendor":"Vendor","chargePointModel":"Wall 22kW","firmwareVersion":"1.0"}""";

    protected RunningConsole Console => fixture.Console;

    protected HttpClient Web => fixture.Console.Web;

    /// <summary>A charger that has booted, with connector 1 unless others are named.</summary>
    protected Task<RawCharger> BootAsync(string id, params int[] connectors) =>
        RawCharger.BootAsync(Console.Ocpp, id, connectors.Length == 0 ? [1] : connectors);

    /// <summary>Cuts the charger's connection and waits until that is known.</summary>
    protected async Task LoseAsync(RawCharger charger, string id)
    {
        charger.Abort();
        await Web.UntilAsync($"/api/chargers/{id}/status", status => !status.GetProperty("ws_connected").GetBoolean());
    }

    /// <summary>The same charger on a new connection, without a boot.</summary>
    protected Task<RawCharger> ReconnectAsync(string id) => RawCharger.ConnectAsync(Console.Ocpp, id);

    /// <summary>Sends a command by REST, lets the charger answer it, and gives what was sent and what REST told.</summary>
    protected async Task<(string Sent, JsonElement Told)> AskAsync(RawCharger charger, string id, string action, string payload, string answer)
    {
        var asking = Web.WriteAsync($"/api/chargers/{id}/commands/{action}", payload);
        var (uniqueId, sent) = await charger.ExpectCallAsync(action);
        await charger.AnswerAsync(uniqueId, answer);
        return (sent.GetRawText(), (await asking).Ok());
    }

    /// <summary>Asks for a start as the mobile app does, and lets the charger answer; the caller awaits the outcome.</summary>
    private protected async Task<Task<ApiAnswer>> AskStartAsync(RawCharger charger, string id, string status)
    {
        var asking = Web.WriteAsync("/api/charging/start", $$"""{"charger_id":"{{id}}","connector_id":1,"id_tag":"APP_USER"}""");
        var (uniqueId, sent) = await charger.ExpectCallAsync("RemoteStartTransaction");
        Assert.Equal("""{"connectorId":1,"idTag":"APP_USER"}""", sent.GetRawText());
        await charger.AnswerAsync(uniqueId, $$"""{"status":"{{status}}"}""");
        return asking;
    }

    /// <summary>The recorded command of an answer.</summary>
    protected async Task<JsonElement> CommandAsync(JsonElement told) =>
        (await Web.ReadAsync($"/api/commands/{told.GetProperty("command_id").GetInt64()}")).Ok();

    /// <summary>The recorded command of an answer once its effect was seen or given up.</summary>
    protected Task<JsonElement> CommandAsync(JsonElement told, string state) =>
        Web.UntilAsync($"/api/commands/{told.GetProperty("command_id").GetInt64()}", command => command.GetProperty("state").GetString() == state);

    protected async Task<JsonElement> SessionAsync(int id) => (await Web.ReadAsync($"/api/sessions/{id}")).Ok();

    /// <summary>All sessions of a charger, newest first.</summary>
    protected async Task<List<JsonElement>> SessionsAsync(string id) => [.. (await Web.ReadAsync($"/api/sessions?charge_point_id={id}")).Ok().EnumerateArray()];

    protected async Task<JsonElement> ChargerAsync(string id) => (await Web.ReadAsync($"/api/chargers/{id}/status")).Ok();

    /// <summary>A connector as REST tells it.</summary>
    protected async Task<JsonElement> ConnectorAsync(string id, int connector = 1) =>
        (await ChargerAsync(id)).GetProperty("connectors").EnumerateArray().Single(row => row.GetProperty("connector_id").GetInt32() == connector);

    /// <summary>The charger as the dashboard sees it.</summary>
    protected ChargePointState State(string id) => Console.Get<Fleet>().Find(id)!.State;

    /// <summary>The charger asks whether a tag may charge.</summary>
    protected static async Task AuthorizeAsync(RawCharger charger, string idTag = "APP_USER") =>
        Assert.Equal("Accepted", (await charger.CallAsync("Authorize", $$"""{"idTag":"{{idTag}}"}""")).GetProperty("idTagInfo").GetProperty("status").GetString());

    /// <summary>The charger begins a session; gives the payload of the answer.</summary>
    protected static Task<JsonElement> StartAsync(RawCharger charger, DateTimeOffset at, int meterStart, string idTag = "APP_USER", int connector = 1) =>
        charger.CallAsync("StartTransaction", StartOf(at, meterStart, idTag, connector));

    protected static string StartOf(DateTimeOffset at, int meterStart, string idTag = "APP_USER", int connector = 1) =>
        $$"""{"connectorId":{{connector}},"idTag":"{{idTag}}","meterStart":{{meterStart}},"timestamp":"{{Text(at)}}"}""";

    /// <summary>The charger ends a session.</summary>
    protected static Task<JsonElement> StopAsync(RawCharger charger, int id, DateTimeOffset at, int meterStop, string reason, string? idTag = null) =>
        charger.CallAsync("StopTransaction", StopOf(id, at, meterStop, reason, idTag));

    protected static string StopOf(int id, DateTimeOffset at, int meterStop, string reason, string? idTag = null) =>
        $$"""{"transactionId":{{id}},{{(idTag is null ? "" : $"\"idTag\":\"{idTag}\",")}}"meterStop":{{meterStop}},"timestamp":"{{Text(at)}}","reason":"{{reason}}"}""";

    /// <summary>The payload of MeterValues with one register.</summary>
    protected static string ReadingOf(int id, DateTimeOffset at, int register, int connector = 1) =>
        $$"""{"connectorId":{{connector}},"transactionId":{{id}},"meterValue":[{"timestamp":"{{Text(at)}}","sampledValue":[{"value":"{{register}}","measurand":"Energy.Active.Import.Register","unit":"Wh"}]}]}""";

    protected static int IdOf(JsonElement started) => started.GetProperty("transactionId").GetInt32();

    protected static string? StatusOf(JsonElement answer) => answer.GetProperty("idTagInfo").GetProperty("status").GetString();

    /// <summary>Whole seconds, as most chargers tell the time.</summary>
    protected static DateTimeOffset Ago(double minutes)
    {
        var time = TimeProvider.System.GetUtcNow().AddMinutes(-minutes);
        return time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>A time as OCPP and REST write it.</summary>
    protected static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
