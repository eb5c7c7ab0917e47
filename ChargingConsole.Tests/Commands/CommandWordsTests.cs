using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Tests.Commands;

public sealed class CommandWordsTests
{
    [Fact]
    public void Every_status_of_every_action_has_a_sentence_without_the_protocols_words() =>
        Assert.All(OutboundActions.All, action => Assert.All(action.Statuses, status =>
        {
            var words = CommandWords.OfResult(action.Name, new CallOutcome(CallOutcomeKind.Result, $$"""{"status":"{{status}}"}""")).Message;
            Assert.True(words.EndsWith('.') && !words.Contains(action.Name, StringComparison.Ordinal) && !words.Contains("does not know here", StringComparison.Ordinal), $"{action.Name} {status}: {words}");
        }));

    [Theory]
    [InlineData("ChangeAvailability", "Scheduled", true)]
    [InlineData("ChangeConfiguration", "RebootRequired", true)]
    [InlineData("UnlockConnector", "Unlocked", true)]
    [InlineData("UnlockConnector", "UnlockFailed", false)]
    [InlineData("GetLog", "AcceptedCanceled", true)]
    [InlineData("SendLocalList", "VersionMismatch", false)]
    [InlineData("ReserveNow", "Occupied", false)]
    [InlineData("DeleteCertificate", "NotFound", false)]
    [InlineData("Reset", "accepted", true)]
    [InlineData("Reset", null, false)]
    [InlineData("GetConfiguration", null, true)]
    [InlineData("UpdateFirmware", null, true)]
    public void Whether_the_charger_agreed_depends_on_its_word(string action, string? status, bool agreed) =>
        Assert.Equal(agreed, CommandWords.IsAgreement(action, status));

    [Theory]
    [InlineData("GetConfiguration", """{"configurationKey":[{"key":"A","readonly":true}],"unknownKey":["B","C"]}""", "The charger told 1 key and does not know 2.")]
    [InlineData("GetConfiguration", """{"configurationKey":[{"key":"A","readonly":"false","value":1},{"key":"B"}]}""", "The charger told 2 keys.")]
    [InlineData("GetConfiguration", "{}", "The charger told 0 keys.")]
    [InlineData("GetLocalListVersion", """{"listVersion":12}""", "The charger has version 12 of the local list.")]
    [InlineData("GetLocalListVersion", """{"listVersion":"-1"}""", "The charger keeps no local list.")]
    [InlineData("GetLocalListVersion", """{"listVersion":0}""", "The charger's local list is empty.")]
    [InlineData("GetDiagnostics", """{"fileName":"log.zip"}""", "The charger will upload log.zip.")]
    [InlineData("GetDiagnostics", "{}", "The charger has no diagnostics to upload.")]
    [InlineData("UpdateFirmware", "{}", "The charger will fetch the firmware.")]
    [InlineData("Reset", "{}", "The charger answered without a status, so it is not known whether it agreed.")]
    [InlineData("DataTransfer", """{"status":"Invalid"}""", "The charger answered Invalid, which OCPP 1.6 does not know here.")]
    [InlineData("Reset", """{"status":"NotSupported"}""", "Charger does not support Reset.")]
    public void Answers_are_told_in_words(string action, string answer, string words) =>
        Assert.Equal(words, CommandWords.OfResult(action, new CallOutcome(CallOutcomeKind.Result, answer)).Message);

    [Fact]
    public void What_chargers_answer_slowly_has_more_time() => Assert.Equal(
        ["DataTransfer", "GetConfiguration", "GetDiagnostics", "SendLocalList"],
        OutboundActions.All.Where(action => action.IsSlow).Select(action => action.Name).Order(StringComparer.Ordinal));
}
