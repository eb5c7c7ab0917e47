using System.Text.Json;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>Bytes to records and back, for each of the 78 messages.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Messages => MessageTable.Names(_ => true);

    [Fact]
    public void The_table_holds_39_actions_with_a_request_and_a_response_each()
    {
        Assert.Equal(78, MessageTable.All.Count);
        Assert.All(MessageTable.All.Values.GroupBy(message => message.Action), action => Assert.Equal(2, action.Count()));
    }

    [Theory, MemberData(nameof(Messages))]
    public void A_valid_payload_is_the_same_after_it_was_a_record(string name)
    {
        var type = typeof(OcppJson).Assembly.GetType($"ChargingConsole.Core.Ocpp.V16.Messages.{name}", throwOnError: true)!;

        Assert.All(Payloads.Valid(MessageTable.All[name]), payload =>
            Assert.Equal(payload, JsonSerializer.Serialize(JsonSerializer.Deserialize(payload, type, OcppJson.Default), type, OcppJson.Default)));
    }

    [Theory, MemberData(nameof(Messages))]
    public void Members_that_are_not_told_are_never_written_as_null(string name)
    {
        var type = typeof(OcppJson).Assembly.GetType($"ChargingConsole.Core.Ocpp.V16.Messages.{name}", throwOnError: true)!;
        var minimal = Payloads.Minimal(MessageTable.All[name]);

        Assert.DoesNotContain("null", JsonSerializer.Serialize(JsonSerializer.Deserialize(minimal, type, OcppJson.Default), type, OcppJson.Default), StringComparison.Ordinal);
    }
}
