using Bunit;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class ConnectorTests : ConsoleContext
{
    [Theory]
    [InlineData(ConnectorStatus.Available, "Available", "is-available")]
    [InlineData(ConnectorStatus.Preparing, "Preparing", "is-waiting")]
    [InlineData(ConnectorStatus.Charging, "Charging", "is-charging")]
    [InlineData(ConnectorStatus.SuspendedEV, "Paused by vehicle", "is-waiting")]
    [InlineData(ConnectorStatus.SuspendedEVSE, "Paused by charger", "is-waiting")]
    [InlineData(ConnectorStatus.Finishing, "Finishing", "is-waiting")]
    [InlineData(ConnectorStatus.Reserved, "Reserved", "is-reserved")]
    [InlineData(ConnectorStatus.Unavailable, "Unavailable", "is-idle")]
    [InlineData(ConnectorStatus.Faulted, "Faulted", "is-faulted")]
    [InlineData(ConnectorStatus.Unknown, "Not told yet", "is-idle")]
    public void A_chip_shows_number_icon_word_and_colour(ConnectorStatus status, string word, string css)
    {
        var connector = AddCharger("A", true, status).State.Connector(1);

        var chip = Render<ConnectorChip>(parameters => parameters.Add(view => view.Connector, connector)).Find("[data-testid=connector-chip]");

        Assert.Equal($"1{word}", chip.TextContent.Trim());
        Assert.NotNull(chip.QuerySelector("svg"));
        Assert.Contains(css, chip.ClassList);
    }

    [Fact]
    public void A_connector_of_a_charger_that_is_away_is_offline_whatever_it_said_last()
    {
        var connector = AddCharger("A", false, ConnectorStatus.Available).State.Connector(1);

        var chip = Render<ConnectorChip>(parameters => parameters.Add(view => view.Connector, connector).Add(view => view.Connected, false));

        Assert.Contains("Offline", chip.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConnectorStatus.Available, true, null)]
    [InlineData(ConnectorStatus.Preparing, true, null)]
    [InlineData(ConnectorStatus.Available, false, "The charger is offline.")]
    [InlineData(ConnectorStatus.Faulted, true, "The connector is faulted.")]
    [InlineData(ConnectorStatus.Unavailable, true, "The connector is out of operation.")]
    [InlineData(ConnectorStatus.Finishing, true, "The plug of the last session is still in.")]
    [InlineData(ConnectorStatus.Unknown, true, "The connector has not told its status yet.")]
    public void Start_is_offered_where_it_can_work_and_says_why_not_elsewhere(ConnectorStatus status, bool connected, string? reason)
    {
        var card = Card(AddCharger("A", connected, status));

        Assert.Equal(reason is not null, card.Find("[data-testid=start]").HasAttribute("disabled"));
        Assert.Equal(reason, card.FindAll(".why").SingleOrDefault()?.TextContent);
    }

    [Fact]
    public void A_session_shows_its_figures_and_a_stop()
    {
        var chargePoint = AddCharger("A", true, ConnectorStatus.Available);
        Charge(chargePoint, 1, 7400, 1234);

        var card = Card(chargePoint);

        Assert.Equal("7.4 kW", card.Find("[data-testid=connector-power]").TextContent);
        Assert.Contains("1.23 kWh", card.Markup.Replace("<small>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("DRIVER-1", card.Markup, StringComparison.Ordinal);
        Assert.False(card.Find("[data-testid=stop]").HasAttribute("disabled"));
        Assert.Empty(card.FindAll("[data-testid=start]"));
    }

    [Fact]
    public void Stop_is_disabled_with_a_reason_while_the_charger_is_offline()
    {
        var chargePoint = AddCharger("A", false, ConnectorStatus.Available);
        Charge(chargePoint, 1, 7400, 1234);

        var card = Card(chargePoint);

        Assert.True(card.Find("[data-testid=stop]").HasAttribute("disabled"));
        Assert.Equal("The charger is offline.", card.Find(".why").TextContent);
    }

    [Fact]
    public void What_another_operator_is_asking_takes_the_place_of_the_buttons()
    {
        var chargePoint = AddCharger("A", true, ConnectorStatus.Available);
        Services.GetRequiredService<OpenCommands>().Add(new OpenCommand(chargePoint, new CommandRow
        {
            Id = 1,
            ChargePointKey = chargePoint.Key,
            Action = "RemoteStartTransaction",
            ConnectorId = 1,
            IdTag = "APP_USER",
            RequestedBy = "Anna",
            RequestedAt = Clock.GetUtcNow(),
            State = CommandState.Sent,
            Request = "{}",
        }));

        var card = Card(chargePoint);

        Assert.Equal("Anna is starting this", card.Find("[data-testid=asking]").TextContent);
        Assert.Empty(card.FindAll("[data-testid=start], [data-testid=stop]"));
    }

    private IRenderedComponent<ConnectorCard> Card(ChargePoint chargePoint) => Render<ConnectorCard>(parameters => parameters
        .Add(card => card.ChargePoint, chargePoint)
        .Add(card => card.State, chargePoint.State)
        .Add(card => card.Connector, chargePoint.State.Connector(1)));
}
