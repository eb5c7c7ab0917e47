using System.Text.Json;
using System.Text.Json.Nodes;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Shapes;

namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>What we ask of chargers is exact: each broken payload is refused with the path of the member that breaks it.</summary>
public sealed class OutboundRequestTests
{
    public static TheoryData<string> Requests => MessageTable.Names(message => message.IsRequest && message.Way != Way.FromCharger);

    [Fact]
    public void The_catalogue_is_the_tables_actions_to_chargers() =>
        Assert.Equal(Requests.Select(row => MessageTable.All[row.Data].Action), OutboundActions.All.Select(action => action.Name).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Requests))]
    public void A_valid_payload_may_be_sent_and_is_canonical_already(string name) => Assert.All(Payloads.Valid(MessageTable.All[name]), payload =>
    {
        using var document = JsonDocument.Parse(payload);
        Assert.Empty(Action(name).Check(document.RootElement));
        Assert.Equal(payload, Action(name).Canonical(document.RootElement));
    });

    [Theory, MemberData(nameof(Requests))]
    public void Members_told_in_any_order_are_sent_in_the_specifications(string name)
    {
        var payload = Payloads.Full(MessageTable.All[name]);
        using var turned = JsonDocument.Parse(Turned(JsonNode.Parse(payload))!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

        Assert.Equal(payload, Action(name).Canonical(turned.RootElement));
    }

    [Theory, MemberData(nameof(Requests))]
    public void A_broken_payload_is_refused_at_the_member_that_breaks_it(string name) => Assert.All(Payloads.Broken(MessageTable.All[name]), broken =>
    {
        var faults = Check(name, broken.Json);
        Assert.True(faults.Count > 0, $"{broken} was not refused");
        Assert.Equal(broken.Path, Assert.Single(faults).Path);
        Assert.StartsWith(broken.Path + " ", faults[0].Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("2026-01-31", false)]
    [InlineData("2026-01-31T12:00:00", false)]
    [InlineData("2026-01-31T12:00Z", false)]
    [InlineData("2026-02-31T12:00:00Z", false)]
    [InlineData("2026-01-31T12:00:00Z", true)]
    [InlineData("2026-01-31T12:00:00.1234567+02:00", true)]
    public void A_time_has_its_zone_and_goes_out_as_told(string time, bool isValid)
    {
        var payload = $$"""{"connectorId":1,"expiryDate":"{{time}}","idTag":"A","reservationId":1}""";
        using var document = JsonDocument.Parse(payload);

        Assert.Equal(isValid, Action("ReserveNowRequest").Check(document.RootElement).Count == 0);
        Assert.True(!isValid || Action("ReserveNowRequest").Canonical(document.RootElement) == payload);
    }

    [Theory]
    [InlineData("16", true)]
    [InlineData("16.0", true)]
    [InlineData("1.6e1", true)]
    [InlineData("0.30000000000000004", false)]
    [InlineData("1e400", false)]
    public void A_limit_comes_in_steps_of_a_tenth(string limit, bool isValid)
    {
        var faults = Check("SetChargingProfileRequest", $$$$"""
            {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",
            "chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":1},{"startPeriod":9,"limit":1},{"startPeriod":10,"limit":{{{{limit}}}}}]}}}
            """);

        Assert.Equal(isValid ? [] : ["csChargingProfiles.chargingSchedule.chargingSchedulePeriod[2].limit"], faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Every_fault_is_told_and_not_only_the_first() =>
        Assert.Equal(["type", "extra"], Check("ChangeAvailabilityRequest", """{"connectorId":1,"type":"Off","extra":1}""").Select(fault => fault.Path));

    [Fact]
    public void Letters_are_counted_as_a_reader_counts_them() =>
        Assert.Empty(Check("ChangeConfigurationRequest", $$"""{"key":"{{string.Concat(Enumerable.Repeat("😀", 50))}}","value":""}"""));

    private static OutboundAction Action(string name) => OutboundActions.Find(MessageTable.All[name].Action)!;

    private static IReadOnlyList<PayloadFault> Check(string name, string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return Action(name).Check(document.RootElement);
    }

    private static JsonNode? Turned(JsonNode? node) => node switch
    {
        JsonObject told => new JsonObject(told.Reverse().Select(member => KeyValuePair.Create(member.Key, Turned(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Turned)]),
        _ => node?.DeepClone(),
    };
}
