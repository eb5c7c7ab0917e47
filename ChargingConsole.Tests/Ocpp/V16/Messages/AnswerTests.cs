using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>What chargers answer is taken as it comes: kept, flagged, and told in words.</summary>
public sealed class AnswerTests
{
    public static TheoryData<string> Responses => MessageTable.Names(message => !message.IsRequest && message.Way != Way.FromCharger);

    [Theory, MemberData(nameof(Responses))]
    public void A_valid_answer_has_no_flag_and_words_of_its_own(string name) => Assert.All(Payloads.Valid(MessageTable.All[name]), answer =>
    {
        Assert.Equal(FrameFlags.None, Action(name).Deviations(answer));
        Assert.DoesNotContain("does not know here", Words(name, answer).Message, StringComparison.Ordinal);
    });

    [Theory, MemberData(nameof(Responses))]
    public void A_broken_answer_is_flagged_and_told_all_the_same(string name) => Assert.All(Payloads.Broken(MessageTable.All[name]), broken =>
    {
        Assert.True(Action(name).Deviations(broken.Json).HasFlag(Flag(broken.Break)), $"{Action(name).Deviations(broken.Json)} for {broken}");
        Assert.NotEmpty(Words(name, broken.Json).Message);
    });

    [Theory, MemberData(nameof(Responses))]
    public void The_catalogue_knows_every_status_of_the_table(string name) => Assert.Equal(
        MessageTable.All[name].Members.SingleOrDefault(member => member.Name == "status")?.Kind is ChoiceKind choice ? choice.Words : [],
        Action(name).Statuses);

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""7""")]
    [InlineData("""{"status":{"a":1}}""")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"configurationKey":7,"listVersion":"x","fileName":[]}""")]
    public void Nonsense_is_flagged_and_told_for_every_action(string answer) => Assert.All(OutboundActions.All, action =>
    {
        Assert.NotEqual(FrameFlags.None, action.Deviations(answer));
        Assert.NotEmpty(Words($"{action.Name}Response", answer).Message);
    });

    private static OutboundAction Action(string name) => OutboundActions.Find(MessageTable.All[name].Action)!;

    private static (string Code, string Message) Words(string name, string answer) =>
        CommandWords.OfResult(Action(name).Name, new CallOutcome(CallOutcomeKind.Result, answer));

    private static FrameFlags Flag(Break broken) => broken switch
    {
        Break.Missing or Break.Empty => FrameFlags.MissingMember,
        Break.MissingNull or Break.Null or Break.Type => FrameFlags.WrongType,
        Break.Word or Break.Minimum or Break.Step => FrameFlags.UnknownValue,
        Break.Length => FrameFlags.TooLong,
        Break.Unknown => FrameFlags.UnknownMember,
        _ => FrameFlags.None,
    };
}
