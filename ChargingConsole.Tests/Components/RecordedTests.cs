using System.Globalization;
using ChargingConsole.Components;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Jobs;
using ChargingConsole.Resources;

namespace ChargingConsole.Tests.Components;

/// <summary>What the core says in English, as a German screen tells it.</summary>
public sealed class RecordedTests
{
    public RecordedTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.All.Single(language => language.Name.StartsWith("de", StringComparison.Ordinal));

    [Theory]
    [InlineData("Charger CP-1 is in maintenance: new cable", "Ladestation CP-1 ist in Wartung: new cable")]
    [InlineData("Id tag ABC may not charge at this charger (status: Blocked)", "Id-Tag ABC darf an dieser Ladestation nicht laden (Zustand: Gesperrt)")]
    [InlineData("Charger CP-1 is not available (status: in_use)", "Ladestation CP-1 ist nicht verfügbar (Zustand: in_use)")]
    [InlineData("csChargingProfiles.chargingSchedule.duration must be at least 1.", "csChargingProfiles.chargingSchedule.duration: Muss mindestens 1 sein.")]
    [InlineData("connectorId must be an integer.", "connectorId: Muss eine ganze Zahl sein.")]
    [InlineData("Must be one of Hard, Soft.", "Muss eines sein von Hard, Soft.")]
    [InlineData("Job 7 repeats what was left of job 5.", "Auftrag 7 wiederholt, was von Auftrag 5 übrig war.")]
    [InlineData("What was left of job 5", "Was von Auftrag 5 übrig war")]
    [InlineData("Limited to 16 A for connector 1. The charger's schedule confirms it.", "Auf 16 A begrenzt für Anschluss 1. Der Plan der Ladestation bestätigt es.")]
    [InlineData("TxProfile on connector 1, in amperes, absolute", "TxProfile an Anschluss 1, in Ampere, absolut")]
    [InlineData("A message of more than 65536 bytes was refused.", "Eine Nachricht von mehr als 65536 Bytes wurde abgewiesen.")]
    [InlineData("A message took longer than 30 s to arrive.", "Eine Nachricht brauchte länger als 30 s, um anzukommen.")]
    [InlineData("A vendor's own words.", "A vendor's own words.")]
    public void A_sentence_of_the_core_is_told_in_German(string english, string german) => Assert.Equal(german, Recorded.Say(english));

    [Fact]
    public void The_words_of_a_selection_are_told_in_German() =>
        Assert.Equal("Ladestationen mit „Nord“, Hersteller ABB", Recorded.Say(new ChargePointSelection { Text = "Nord", Vendor = "ABB" }.Words()));

    [Theory]
    [InlineData("HeartbeatInterval", "often")]
    [InlineData("HeartbeatInterval", "-5")]
    [InlineData("AuthorizeRemoteTxRequests", "perhaps")]
    [InlineData("MeterValuesSampledData", "Energy.Nonsense")]
    [InlineData("MeterValuesSampledData", "energy.active.import.register")]
    public void What_is_wrong_with_a_configuration_key_is_told_in_German(string key, string value)
    {
        var english = KnownKeys.Fault(key, value)!.Value.Message;
        Assert.StartsWith($"{key}: ", Recorded.Say(english), StringComparison.Ordinal);
    }
}
