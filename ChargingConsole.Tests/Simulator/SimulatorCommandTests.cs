using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.CommandLine;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class SimulatorCommandTests : SimulatorTest
{
    [Theory]
    [InlineData("--url ws://example.com", "--allow-remote")]
    [InlineData("--url http://localhost", "ws://")]
    [InlineData("--chargers 0", "from 1 to 10000")]
    [InlineData("--chargers many", "many")]
    [InlineData("--id A --chargers 2", "--prefix")]
    [InlineData("--id-tag ABCDEFGHIJKLMNOPQRSTU", "1 to 20 characters")]
    [InlineData("--what", "--what")]
    [InlineData("--answer Reset", "ACTION=ANSWER")]
    [InlineData("--fail coffee", "Unlock")]
    [InlineData("--features 63", "SmartCharging")]
    public async Task A_slip_is_named_and_ends_with_two(string arguments, string expected)
    {
        var errors = new StringWriter();
        var runs = 0;
        var command = new SimulatorCommand((_, _) => Task.FromResult(runs++), errors);
        Assert.Equal(2, await command.InvokeAsync(arguments.Split(' ')));
        Assert.Contains(expected, errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task Remote_hosts_are_allowed_when_asked_for()
    {
        SimulatorSettings? settings = null;
        var command = new SimulatorCommand((given, _) => Task.FromResult((settings = given) is null ? 1 : 0), new StringWriter());
        Assert.Equal(0, await command.InvokeAsync(["--url", "wss://example.com/ocpp", "--allow-remote", "--chargers", "3", "--prefix", "X"]));
        Assert.Equal(["X0001", "X0002", "X0003"], settings!.Ids);
    }

    [Fact]
    public async Task Answers_failures_and_features_are_taken_over()
    {
        SimulatorSettings? settings = null;
        var command = new SimulatorCommand((given, _) => Task.FromResult((settings = given) is null ? 1 : 0), new StringWriter());
        Assert.Equal(0, await command.InvokeAsync(
            ["--answer", "Reset=Rejected,once", "--answer", "*=silence", "--fail", "upload,unlock", "--features", "Reservation", "--sloppy", "--quiet"]));
        Assert.Equal(["Reset=Rejected,once", "*=silence"], settings!.Answers);
        Assert.Equal(ChargePointFailures.Upload | ChargePointFailures.Unlock, settings.Failures);
        Assert.Equal(ChargePointFeatures.Reservation, settings.Features);
        Assert.True(settings is { IsSloppy: true, IsQuiet: true });
    }

    [Fact]
    public async Task A_run_prints_a_line_per_event_and_stops_by_itself()
    {
        var output = new StringWriter();
        Assert.Equal(0, await RunAsync(Central.Url, output));
        Assert.Contains("CLI-1 connected", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("CLI-1 booted: Accepted", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_connect_to_ends_with_one() =>
        Assert.Equal(1, await RunAsync(new Uri("ws://127.0.0.1:1"), new StringWriter()));

    private static Task<int> RunAsync(Uri url, StringWriter output) => new SimulatorRun(
        new SimulatorSettings
        {
            CentralSystem = url,
            Ids = ["CLI-1"],
            Connectors = 1,
            IdTag = "TAG",
            MeterValueInterval = TimeSpan.FromSeconds(1),
            Seed = 1,
            Duration = TimeSpan.FromSeconds(4),
        },
        TimeProvider.System, output, new StringWriter()).RunAsync(Stop);
}
