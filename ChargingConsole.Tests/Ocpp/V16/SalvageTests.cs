using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Tests.Ocpp.V16;

/// <summary>What cannot be read costs nothing but itself.</summary>
public sealed class SalvageTests
{
    [Theory]
    [InlineData("""{"value":{"a":1}}""")]
    [InlineData("5")]
    [InlineData("[[]]")]
    [InlineData("\"x\"")]
    [InlineData("""{"value":[],"value":{}}""")]
    public void An_unreadable_sample_does_not_cost_the_readings_beside_it(string sample)
    {
        var request = OcppText.Read<MeterValuesRequest>($$$"""
            {"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":[{{{sample}}},{"value":"1"}]},
            {"timestamp":"2026-01-31T12:01:00Z","sampledValue":[{"value":"2"},{{{sample}}}]}]}
            """)!;

        Assert.Equal(1, request.ConnectorId);
        Assert.Equal(["1", "2"], request.MeterValue!.Select(reading => reading.SampledValue!.Single(told => told.Value is not null).Value));
    }

    [Fact]
    public void An_unreadable_member_does_not_cost_the_sample_it_stands_in()
    {
        var request = OcppText.Read<StopTransactionRequest>("""
            {"transactionId":7,"meterStop":1500,"transactionData":[{"timestamp":5,"sampledValue":[{"context":{},"value":"1500","unit":[]}]},7]}
            """)!;

        Assert.Equal((7, 1500), (request.TransactionId, request.MeterStop));
        Assert.Equal("1500", Assert.Single(Assert.Single(request.TransactionData!).SampledValue!).Value);
    }

    [Theory]
    [InlineData("""{"configurationKey":[7,{"key":"A","readonly":{}}],"unknownKey":[{},"B",5]}""")]
    [InlineData("""{"unknownKey":[[],"B","5"],"configurationKey":{"key":"A","readonly":"perhaps"}}""")]
    public void An_odd_list_of_keys_still_tells_those_that_can_be_read(string answer)
    {
        var told = OcppText.Read<GetConfigurationResponse>(answer)!;

        Assert.Equal(("A", null), (Assert.Single(told.ConfigurationKey!).Key, told.ConfigurationKey![0].Readonly));
        Assert.Equal(["B", "5"], told.UnknownKey!);
    }

    [Fact]
    public void Bytes_that_are_no_text_do_not_cost_the_figures_beside_them()
    {
        var payload = "{\"transactionId\":7,\"meterStop\":1500,\"reason\":{\"?\":1},\"?\":2}"u8.ToArray();
        payload.AsSpan().Replace((byte)'?', (byte)0xF8);

        var request = Salvage.Read<StopTransactionRequest>(payload, OcppJson.Default.StopTransactionRequest, new System.Text.Json.JsonException("", "$.reason", null, null))!;

        Assert.Equal((7, 1500), (request.TransactionId, request.MeterStop));
    }
}
