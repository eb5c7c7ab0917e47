using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Quirks.QuirkConsole;

namespace ChargingConsole.Tests.Quirks;

/// <summary>What real meters tell and what real chargers refuse, rows 59 to 68 of the field notes.</summary>
public sealed class MeterQuirks(QuirkConsole console) : IClassFixture<QuirkConsole>
{
    [Theory]
    [InlineData("OPEN-EVSE", """{"value":1234}""", FrameFlags.WrongType)]
    [InlineData("PADDED", """{"value":"  1234 "}""", FrameFlags.None)]
    [InlineData("COMMA", """{"value":"1234,0"}""", FrameFlags.None)]
    public async Task Row_59_values_as_numbers_padded_or_with_a_decimal_comma_are_read(string id, string sample, FrameFlags flag)
    {
        Assert.Equal(1234, (await ReadAsync(id, sample)).EnergyWh);
        console.AssertFlag(id, "MeterValues", flag);
    }

    [Fact]
    public async Task Row_59_one_object_instead_of_an_array_and_samples_nobody_can_read_are_taken_and_kept()
    {
        await using var huawei = await console.BootAsync("HUAWEI-59", 1);
        await huawei.CallAsync("MeterValues", $$"""{"connectorId":1,"meterValue":{"timestamp":"{{console.Time()}}","sampledValue":{"value":"1234"} } }""");
        console.AssertFlag("HUAWEI-59", "MeterValues", FrameFlags.WrongType);
        await huawei.CallAsync("MeterValues", console.Readings(null));
        await huawei.CallAsync("MeterValues", console.Readings(null, """{"value":"n/a"}"""));
        console.AssertFlag("HUAWEI-59", "MeterValues", FrameFlags.OddMeter);

        var readings = await console.ReadingsAsync("HUAWEI-59");
        Assert.Equal(1234, readings[0].EnergyWh);
        Assert.Null(readings[^1].EnergyWh);
        Assert.Contains("n/a", readings[^1].OtherSamples, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UNITS-1", """{"value":"1.5","unit":"kWh"}""", 1500.0, null)]
    [InlineData("UNITS-2", """{"value":"1500","unit":""}""", 1500.0, null)]
    [InlineData("UNITS-3", """{"value":"7.4","measurand":"Power.Active.Import","unit":"kW"}""", null, 7400.0)]
    [InlineData("UNITS-4", """{"value":"7400","measurand":"Power.Active.Import"}""", null, 7400.0)]
    [InlineData("UNITS-5", """{"value":"50","measurand":"Frequency","unit":"Hertz"},{"value":"21","measurand":"Temperature","unit":"Celcius"},{"value":"1500"}""", 1500.0, null)]
    public async Task Row_60_units_are_normalised_and_those_left_out_are_the_specifications(string id, string samples, double? energy, double? power)
    {
        var reading = await ReadAsync(id, samples);

        Assert.Equal((energy, power), (reading.EnergyWh, reading.PowerW));
    }

    [Fact]
    public async Task Row_60_a_charger_whose_unit_is_wrong_has_a_unit_of_its_own()
    {
        await using var charger = await console.BootAsync("WRONG-UNIT", 1);
        await console.Console.Get<ChargePointSettings>().ChangeAsync(
            console.Find("WRONG-UNIT"), row => row, settings => settings with { EnergyUnit = "kWh", PowerUnit = "kW" }, "test");

        await charger.CallAsync("MeterValues", console.Readings(null, """{"value":"1.5","unit":"Wh"}""", """{"value":"11","measurand":"Power.Active.Import","unit":"W"}"""));

        var reading = Assert.Single(await console.ReadingsAsync("WRONG-UNIT"));
        Assert.Equal((1500, 11000), (reading.EnergyWh, reading.PowerW));
    }

    [Fact]
    public async Task Row_60_a_register_that_jumps_or_falls_is_kept_and_flagged()
    {
        await using var charger = await console.BootAsync("JUMPING", 1);
        var id = await console.StartAsync(charger, secondsAgo: 600);
        await charger.CallAsync("MeterValues", console.ReadingsAgo(120, id, Register(2000)));
        Assert.Equal(FrameFlags.None, console.Flags("JUMPING", "MeterValues"));

        await charger.CallAsync("MeterValues", console.ReadingsAgo(60, id, Register(2_000_000)));
        console.AssertFlag("JUMPING", "MeterValues", FrameFlags.OddMeter);
        await charger.CallAsync("MeterValues", console.ReadingsAgo(0, id, Register(2100)));
        console.AssertFlag("JUMPING", "MeterValues", FrameFlags.OddMeter);
        Assert.Equal(3, (await console.ReadingsAsync("JUMPING")).Count);
    }

    [Fact]
    public async Task Row_61_phases_are_summed_averaged_or_maximised_and_a_total_wins()
    {
        static string Phases(string measurand, params (string Phase, double Value)[] values) => string.Join(',', values.Select(value =>
            $$"""{"value":"{{value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}}","measurand":"{{measurand}}","phase":"{{value.Phase}}"}"""));

        var phases = await ReadAsync("PHASES", string.Join(',',
            Phases("Power.Active.Import", ("L1", 1000), ("L2", 1100), ("L3", 1200)),
            Phases("Energy.Active.Import.Register", ("L1", 10), ("L2", 20), ("L3", 30)),
            Phases("Voltage", ("L1-N", 230), ("L2-N", 232), ("L3-N", 234), ("L1-L2", 400)),
            Phases("Current.Import", ("L1", 5), ("L2", 7), ("L3", 6), ("N", 9))));
        Assert.Equal((3300, 60, 232, 7), (phases.PowerW, phases.EnergyWh, phases.VoltageV, phases.CurrentA));

        var both = await ReadAsync("PHASES-AND-TOTAL", Phases("Power.Active.Import", ("L1", 1000), ("L2", 1100)) + """,{"value":"2150","measurand":"Power.Active.Import"}""");
        Assert.Equal(2150, both.PowerW);

        var twice = await ReadAsync("PHASES-TWICE", Phases("Power.Active.Import", ("L1", 1000), ("L1-N", 1000), ("L2-N", 500)));
        Assert.Equal(1500, twice.PowerW);

        var lines = await ReadAsync("LINES-ONLY", Phases("Voltage", ("L1-L2", 400), ("L2-L3", 400), ("L3-L1", 400)));
        Assert.Equal(230.9, lines.VoltageV!.Value, 1);

        var neutral = await ReadAsync("NEUTRAL-ONLY", Phases("Voltage", ("N", 1)));
        Assert.Null(neutral.VoltageV);
    }

    [Fact]
    public async Task Row_62_intervals_add_up_to_a_register_once_and_a_register_wins()
    {
        await using var charger = await console.BootAsync("INTERVALS", 1);
        var id = await console.StartAsync(charger, meterStart: 1000, secondsAgo: 300);
        static string Interval(int energy) => $$"""{"value":"{{energy}}","measurand":"Energy.Active.Import.Interval","unit":"Wh"}""";
        var first = console.ReadingsAgo(200, id, Interval(100));
        await charger.CallAsync("MeterValues", first);
        await charger.CallAsync("MeterValues", first);
        await charger.CallAsync("MeterValues", console.ReadingsAgo(100, id, Interval(150)));

        Assert.Equal(250, console.State("INTERVALS").Connector(1).EnergyWh);
        await charger.CallAsync("MeterValues", console.ReadingsAgo(0, id, Interval(150), Register(1500)));
        Assert.Equal(500, console.State("INTERVALS").Connector(1).EnergyWh);
        Assert.Equal(3, (await console.ReadingsAsync("INTERVALS")).Count);
    }

    [Fact]
    public async Task Row_62_the_inlet_counts_only_where_nothing_is_told_of_the_outlet_and_signed_data_is_kept_as_it_is()
    {
        var inlet = await ReadAsync("INLET", """{"value":"900","measurand":"Power.Active.Import","location":"Inlet"}""");
        Assert.Equal(900, inlet.PowerW);
        var outlet = await ReadAsync("OUTLET", """{"value":"900","measurand":"Power.Active.Import","location":"Inlet"},{"value":"800","measurand":"Power.Active.Import","location":"Outlet"}""");
        Assert.Equal(800, outlet.PowerW);

        var blob = "OCMF|" + new string('A', 1000);
        var signed = await ReadAsync("SIGNED", $$"""{"value":"{{blob}}","format":"SignedData"},{"value":"1500"}""");
        Assert.Equal(1500, signed.EnergyWh);
        Assert.Contains(blob, signed.OtherSamples, StringComparison.Ordinal);
        Assert.Equal(FrameFlags.None, console.Flags("SIGNED", "MeterValues"));
    }

    [Fact]
    public async Task Row_63_an_unsorted_burst_after_an_offline_time_moves_no_live_figure_back()
    {
        await using var charger = await console.BootAsync("BURST", 1);
        var id = await console.StartAsync(charger, secondsAgo: 900);

        foreach (var (ago, register) in new[] { (600, 1300), (60, 1900), (300, 1600) })
        {
            await charger.CallAsync("MeterValues", console.ReadingsAgo(ago, id, Register(register)));
        }

        Assert.Equal(900, console.State("BURST").Connector(1).EnergyWh);
        Assert.Equal(3, (await console.ReadingsAsync("BURST")).Count);
    }

    [Fact]
    public async Task Row_64_power_is_none_after_a_stop_while_suspended_when_told_free_and_while_interrupted()
    {
        await using var charger = await console.BootAsync("POWER", 1);
        await charger.StatusAsync(1, "Charging");
        var id = await console.StartAsync(charger);
        string Power() => console.Readings(id, Register(1100), """{"value":"7000","measurand":"Power.Active.Import","unit":"W"}""");
        await charger.CallAsync("MeterValues", Power());
        Assert.Equal(7000, console.State("POWER").PowerW);

        await charger.StatusAsync(1, "SuspendedEV");
        Assert.Equal(0, console.State("POWER").PowerW);
        await charger.StatusAsync(1, "Charging");
        console.Pass(2);
        await charger.StatusAsync(1, "Available");
        Assert.Equal(0, console.State("POWER").PowerW);
        await charger.StatusAsync(1, "Charging");
        Assert.Equal(7000, console.State("POWER").PowerW);

        await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        Assert.Equal((TransactionStatus.Interrupted, 0), (console.State("POWER").Connector(1).Transaction!.Status, console.State("POWER").PowerW));
        console.Pass(2);
        await charger.CallAsync("MeterValues", Power());
        Assert.Equal(7000, console.State("POWER").PowerW);

        await charger.CallAsync("StopTransaction", console.Stop(id, 1200));
        await charger.CallAsync("MeterValues", Power());
        Assert.Equal(0, console.State("POWER").PowerW);
    }

    [Fact]
    public async Task Row_67_an_availability_of_the_whole_charger_that_is_rejected_is_asked_of_its_only_socket()
    {
        await using var single = await console.BootAsync("SINGLE-SOCKET", 1);
        var asking = console.Desk.SendAsync("SINGLE-SOCKET", "ChangeAvailability", """{"connectorId":0,"type":"Inoperative"}""", "test");

        await single.AnswerAsync((await single.ExpectCallAsync("ChangeAvailability")).Id, """{"status":"Rejected"}""");
        var (call, payload) = await single.ExpectCallAsync("ChangeAvailability");
        await single.AnswerAsync(call, """{"status":"Accepted"}""");

        Assert.Equal("""{"connectorId":1,"type":"Inoperative"}""", payload.GetRawText());
        Assert.True((await asking).IsAccepted);
    }

    [Fact]
    public async Task Row_67_a_charger_of_two_sockets_is_believed_when_it_rejects()
    {
        await using var charger = await console.BootAsync("TWO-SOCKETS", 1, 2);
        var asking = console.Desk.SendAsync("TWO-SOCKETS", "ChangeAvailability", """{"connectorId":0,"type":"Inoperative"}""", "test");

        await charger.AnswerAsync((await charger.ExpectCallAsync("ChangeAvailability")).Id, """{"status":"Rejected"}""");

        Assert.Equal(OutcomeCode.Rejected, (await asking).Code);
    }

    [Fact]
    public async Task Row_68_what_a_charger_does_not_support_is_remembered_until_it_agrees_or_its_firmware_changes()
    {
        await using var goE = await console.BootAsync("GO-E", 1);
        await AskAsync("""{"requestedMessage":"MeterValues"}""", """[3,"ID",{"status":"NotImplemented"}]""");
        Assert.False(Capabilities.Supports(console.State("GO-E"), "TriggerMessage", "MeterValues"));
        Assert.True(Capabilities.Supports(console.State("GO-E"), "TriggerMessage", "Heartbeat"));

        await AskAsync("""{"requestedMessage":"Heartbeat"}""", """[4,"ID","NotImplemented","",{}]""");
        Assert.False(Capabilities.Supports(console.State("GO-E"), "TriggerMessage", "Heartbeat"));
        Assert.Equal(["TriggerMessage:MeterValues", "TriggerMessage"], Capabilities.Missing(console.State("GO-E")));
        var key = console.Find("GO-E").Key;
        Assert.Equal(1, await console.CountAsync(context => context.QuirkSettings.Where(row => row.ChargePointKey == key && row.NotSupported == "TriggerMessage:MeterValues TriggerMessage")));

        await AskAsync("""{"requestedMessage":"MeterValues"}""", """[3,"ID",{"status":"Accepted"}]""");
        Assert.Empty(Capabilities.Missing(console.State("GO-E")));

        await AskAsync("""{"requestedMessage":"MeterValues"}""", """[3,"ID",{"status":"NotImplemented"}]""");
        await goE.CallAsync("BootNotification", """{"chargePointVendor":"go-e","chargePointModel":"Gemini","firmwareVersion":"60.0"}""");
        Assert.Empty(Capabilities.Missing(console.State("GO-E")));

        async Task AskAsync(string payload, string answer)
        {
            var asking = console.Desk.SendAsync("GO-E", "TriggerMessage", payload, "test");
            var (call, _) = await goE.ExpectCallAsync("TriggerMessage");
            await goE.SendAsync(answer.Replace("ID", call, StringComparison.Ordinal));
            await asking;
        }
    }

    private async Task<MeterReadingRow> ReadAsync(string id, string samples)
    {
        await using var charger = await console.BootAsync(id, 1);
        await charger.CallAsync("MeterValues", console.Readings(null, samples));
        return Assert.Single(await console.ReadingsAsync(id));
    }
}
