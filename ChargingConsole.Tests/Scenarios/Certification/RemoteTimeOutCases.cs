using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>What a charger agrees to and never does, on an app whose clock is put forward.</summary>
public sealed class RemoteTimeOutCases(RemoteTimeOutCases.ForwardConsole fixture) : IClassFixture<RemoteTimeOutCases.ForwardConsole>
{
    private readonly JumpingClock _clock = fixture.Clock;
    private readonly RunningConsole _console = fixture.Console;

    [Fact]
    public async Task TC_011_2_Remote_start_and_the_cable_never_comes()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "TC011-2", 1);
        var asking = _console.Web.WriteAsync("/api/charging/start", """{"charger_id":"TC011-2"}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStartTransaction")).Id, """{"status":"Accepted"}""");
        await charger.CallAsync("Authorize", """{"idTag":"APP_USER"}""");
        await charger.StatusAsync(1, "Preparing");
        var told = (await asking).Ok();
        Has(told, ("success", true), ("transaction_id", 0), ("code", "accepted"));
        await charger.StatusAsync(1, "Available");
        Has(Assert.Single(await SessionsAsync()), ("status", "pending"));

        _clock.Jump(TimeSpan.FromSeconds(91));

        Has(await ExpiredAsync(told), ("status", "Accepted"), ("transaction_id", null), ("message", "Accepted, but no session began: is the cable plugged in?"));
        Assert.Empty(await SessionsAsync());
        Has((await _console.Web.ReadAsync("/api/chargers/TC011-2/status")).Ok(), ("availability", "available"), ("active_transaction_id", null));

        // What the same driver begins later at the charger is no effect of the start that was given up.
        var id = await charger.BeginAsync();
        Has((await _console.Web.ReadAsync($"/api/sessions/{id}")).Ok(), ("status", "active"), ("command_id", null));
        Has(await ExpiredAsync(told), ("transaction_id", null));

        async Task<List<JsonElement>> SessionsAsync() => [.. (await _console.Web.ReadAsync("/api/sessions?charge_point_id=TC011-2")).Ok().EnumerateArray()];
    }

    [Fact]
    public async Task TC_012_Remote_stop_that_is_agreed_and_never_happens_is_told_as_such()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "TC012-0", 1);
        var id = await charger.BeginAsync();
        await charger.StatusAsync(1, "Charging");
        var asking = _console.Web.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{id}}}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStopTransaction")).Id, """{"status":"Accepted"}""");
        var told = (await asking).Ok();
        Has((await _console.Web.ReadAsync($"/api/sessions/{id}")).Ok(), ("status", "stopping"));

        _clock.Jump(TimeSpan.FromSeconds(61));

        Has(await ExpiredAsync(told), ("message", "Accepted, but the session did not end. The charger may be waiting for the vehicle, or has lost track of the session."));
        Has((await _console.Web.ReadAsync($"/api/sessions/{id}")).Ok(), ("status", "active"));
    }

    [Fact]
    public async Task TC_013_A_reset_after_which_the_charger_never_comes_back_is_told_as_such()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "TC013-0", 1);
        var asking = _console.Web.WriteAsync("/api/chargers/TC013-0/commands/Reset", """{"type":"Hard"}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("Reset")).Id, """{"status":"Accepted"}""");
        var told = (await asking).Ok();
        charger.Abort();

        _clock.Jump(TimeSpan.FromSeconds(301));

        Has(await ExpiredAsync(told), ("message", "Accepted, but the charger did not boot again. It may be waiting for a session to end, or has not come back online."));
    }

    private Task<JsonElement> ExpiredAsync(JsonElement told) =>
        _console.Web.UntilAsync($"/api/commands/{told.GetProperty("command_id").GetInt64()}", command => command.GetProperty("state").GetString() == "expired");

    /// <summary>The app and its clock.</summary>
    public sealed class ForwardConsole : IAsyncLifetime
    {
        public RunningConsole Console { get; private set; } = null!;

        internal JumpingClock Clock { get; } = new();

        public async ValueTask InitializeAsync() => Console = await RunningConsole.StartOnAsync(
            null, builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)), "Charging:StartWaitSeconds=0.1");

        public ValueTask DisposeAsync() => Console.DisposeAsync();
    }
}
