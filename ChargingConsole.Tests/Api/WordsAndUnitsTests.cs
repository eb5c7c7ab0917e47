using ChargingConsole.Api;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Tests.Api;

public sealed class WordsAndUnitsTests
{
    [Theory]
    [InlineData("DC 30kW", 30.0, "CCS2")]
    [InlineData("Wallbox 7,4 kW", 7.4, "Type 2")]
    [InlineData("AC-22KW-2G", 22.0, "Type 2")]
    [InlineData("Battery 60kWh", null, null)]
    [InlineData("Model 3", null, null)]
    [InlineData(null, null, null)]
    public void Power_and_plug_are_guessed_from_the_model(string? model, double? power, string? plug) =>
        Assert.Equal(new Rating(power, plug), Rating.Of(Row() with { Model = model }));

    [Fact]
    public void What_operators_told_goes_before_a_guess() =>
        Assert.Equal(new Rating(50, "CHAdeMO"), Rating.Of(Row() with { Model = "DC 30kW", MaxPowerKw = 50, ConnectorType = "CHAdeMO" }));

    [Fact]
    public void Numbers_that_JSON_cannot_hold_become_null()
    {
        Assert.Null(Units.Kilo((double?)double.NaN));
        Assert.Null(Units.Finite(double.PositiveInfinity));
        Assert.Equal(1.235, Units.Kilo(1234.56));
    }

    [Fact]
    public void Words_are_snake_case_and_read_back()
    {
        Assert.Equal("not_supported", Words.Of(CommandState.NotSupported));
        Assert.Equal(CommandState.TimedOut, Words.Read<CommandState>("Timed_Out"));
        Assert.Null(Words.Read<CommandState>("7"));
        Assert.Equal(["binary", "odd_meter"], Words.Set(FrameFlags.Binary | FrameFlags.OddMeter));
    }

    [Theory]
    [InlineData(5, "5s")]
    [InlineData(65, "1m 05s")]
    [InlineData(3900, "1h 05m")]
    [InlineData(100 * 3600, "100h 00m")]
    public void A_duration_is_short_text(int seconds, string text) => Assert.Equal(text, SessionContract.Text(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05")]
    [InlineData("2026-01-02T03:04:05", "2026-01-02T03:04:05")]
    [InlineData("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05")]
    [InlineData("2026-01-02T03:04:05 02:00", "2026-01-02T01:04:05")]
    public void A_moment_in_a_query_is_UTC_unless_it_says_otherwise(string text, string utc)
    {
        Assert.True(Moment.TryParse(text, out var moment));
        Assert.Equal(utc, moment.Utc.ToString("s", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static ChargePointRow Row() => new() { Key = 1, ChargePointId = "x", CreatedAt = DateTimeOffset.UnixEpoch };
}
