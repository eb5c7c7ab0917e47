using Bunit;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class SettingsTabTests : ConsoleContext
{
    [Fact]
    public async Task What_is_set_is_kept_and_shown_again()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        await Services.GetRequiredService<CommitQueue>().CommitAsync(Units.Insert(chargePoint.State.Row));
        var tab = Render<SettingsTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        Until(() => Assert.NotNull(tab.Find("[data-testid=no-quirks]")));

        tab.Change("#set-name", "North gate");
        tab.Change("#set-latitude", "52,5163");
        tab.Change("#set-tag_suffix_separator", "_");
        tab.Change("#set-energy_unit", "kWh");
        tab.Change("[data-path=recycle_when_unresponsive] input", true);
        tab.Submit("form");

        Until(() => Assert.Contains("Saved.", ToastText, StringComparison.Ordinal));
        var state = chargePoint.State;
        Assert.Equal(("North gate", 52.5163), (state.Row.Name, state.Row.Latitude));
        Assert.Equal(("_", "kWh", true), (state.QuirkSettings!.TagSuffixSeparator, state.QuirkSettings.EnergyUnit, state.QuirkSettings.RecycleWhenUnresponsive));
        var again = Render<SettingsTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        Assert.Equal("52.5163", again.Find("#set-latitude").GetAttribute("value"));
    }

    [Fact]
    public void What_is_wrong_is_marked_and_nothing_is_saved()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        var tab = Render<SettingsTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));

        tab.Change("#set-name", "North gate");
        tab.Change("#set-longitude", "east");
        tab.Change("#set-max_power_kw", "-5");
        tab.Submit("form");

        Until(() => Assert.Equal(2, tab.FindAll(".form-fault").Count));
        Assert.Equal("true", tab.Find("#set-longitude").GetAttribute("aria-invalid"));
        Assert.Null(chargePoint.State.Row.Name);
    }

    [Fact]
    public void Who_may_only_look_can_save_nothing()
    {
        Authorization.SetAuthorized("Victor").SetRoles("Viewer");
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        var tab = Render<SettingsTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));

        tab.Change("#set-name", "North gate");
        tab.Submit("form");

        Until(() => Assert.Contains("you are a viewer", ToastText, StringComparison.Ordinal));
        Assert.Null(chargePoint.State.Row.Name);
    }

    [Fact]
    public void A_charger_that_does_not_answer_is_told_of_with_a_button_that_cuts_its_connection()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        Change(chargePoint, state => state with { Connection = state.Connection! with { Trouble = ConnectionTrouble.Unresponsive } });
        var header = Render<ChargerHeader>(parameters => parameters.Add(view => view.ChargePoint, chargePoint).Add(view => view.State, chargePoint.State));

        Assert.Contains("It does not answer", header.Find("[data-testid=trouble]").TextContent, StringComparison.Ordinal);
        header.Click("[data-testid=reconnect]");

        var commands = Services.GetRequiredService<CommandQueries>();
        Until(() => Assert.Contains(commands.ListAsync(new CommandFilter { ChargePointKey = chargePoint.Key }, null, 10).GetAwaiter().GetResult(), row => row is { Action: "Reconnect", RequestedBy: "Olga", State: CommandState.Confirmed }));
    }
}
