using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of unlocking a connector.</summary>
public sealed class UnlockCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Theory]
    [InlineData("TC_017_1", "Unlocked", true, "confirmed", "The connector is unlocked.")]
    [InlineData("TC_017_2", "NotSupported", false, "not_supported", "The charger has no lock that it could open there.")]
    [InlineData("TC_030", "UnlockFailed", false, "rejected", "The charger could not unlock the connector.")]
    public async Task TC_017_1_and_2_and_030_Unlock_without_a_session(string id, string status, bool success, string state, string words)
    {
        await using var charger = await BootAsync(id);
        await UnlockAsync(charger, id, 1, status, success, state, words);

        Assert.Empty(await SessionsAsync(id));
        Has(await ConnectorAsync(id), ("status", "Available"));
    }

    [Fact]
    public async Task TC_018_1_Unlock_with_a_session_ends_it()
    {
        await using var charger = await BootAsync("TC018-1");
        var session = IdOf(await StartAsync(charger, Ago(10), 1000));
        await charger.StatusAsync(1, "Charging");
        await UnlockAsync(charger, "TC018-1", 1, "Unlocked", true, "confirmed", "The connector is unlocked.");
        Has(await SessionAsync(session), ("status", "active"));
        await StopAsync(charger, session, Ago(0), 1250, "UnlockCommand");
        await charger.StatusAsync(1, "Finishing");
        await charger.StatusAsync(1, "Available");

        Has(await SessionAsync(session), ("status", "completed"), ("stop_reason", "UnlockCommand"), ("energy_consumed", 0.25));
        Has(await ConnectorAsync("TC018-1"), ("status", "Available"), ("transaction_id", null));
    }

    [Fact]
    public async Task TC_018_2_Unlock_of_a_fixed_cable_leaves_the_session_alone()
    {
        await using var charger = await BootAsync("TC018-2");
        var session = IdOf(await StartAsync(charger, Ago(10), 1000));
        await charger.StatusAsync(1, "Charging");
        await UnlockAsync(charger, "TC018-2", 1, "NotSupported", false, "not_supported", "The charger has no lock that it could open there.");

        Has(await SessionAsync(session), ("status", "active"));
        Has(await ConnectorAsync("TC018-2"), ("status", "Charging"), ("transaction_id", session));
    }

    [Fact]
    public async Task TC_031_Unlock_of_a_connector_that_the_charger_does_not_have_is_sent_and_makes_none()
    {
        await using var charger = await BootAsync("TC031");
        await UnlockAsync(charger, "TC031", 5, "NotSupported", false, "not_supported", "The charger has no lock that it could open there.");

        Has(await ChargerAsync("TC031"), ("number_of_connectors", 1));
        Assert.Equal([1], State("TC031").Connectors.Keys);
    }

    private async Task UnlockAsync(RawCharger charger, string id, int connector, string status, bool success, string state, string words)
    {
        var (sent, told) = await AskAsync(charger, id, "UnlockConnector", $$"""{"connectorId":{{connector}}}""", $$"""{"status":"{{status}}"}""");
        Assert.Equal($$"""{"connectorId":{{connector}}}""", sent);
        Has(told, ("success", success), ("status", status), ("message", words));
        Has(await CommandAsync(told), ("state", state), ("status", status), ("connector_id", connector), ("message", words));
    }
}
