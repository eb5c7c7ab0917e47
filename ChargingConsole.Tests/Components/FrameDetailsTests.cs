using Bunit;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class FrameDetailsTests : ConsoleContext
{
    [Fact]
    public async Task A_request_to_a_charger_leads_to_the_command_that_sent_it()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var sent = Rows.Frame(1) with { ChargePointKey = charger.Key, Direction = FrameDirection.Out, Action = "Reset", UniqueId = "of-ours" };
        await using (var database = Services.GetRequiredService<ChargingDatabase>().OpenReader())
        {
            database.AddRange(
                Rows.Command(41, "Reset") with { ChargePointKey = charger.Key, UniqueId = "of-ours" },
                Rows.Command(42, "Reset") with { ChargePointKey = charger.Key + 1, UniqueId = "of-ours" },
                Rows.Command(43, "Reset") with { ChargePointKey = charger.Key, UniqueId = "another" });
            await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }

        var details = Render<FrameDetails>(parameters => parameters.Add(view => view.Frame, sent).Add(view => view.Charger, "CP-1"));

        Until(() => Assert.Equal("/commands?id=41", details.Find("[data-testid=frame-command]").GetAttribute("href")));
        Assert.Equal("Command 41, by Anna", details.Find("[data-testid=frame-command]").TextContent.Trim());
        details.Render(parameters => parameters.Add(view => view.Frame, sent with { Id = sent.Id + 2, Direction = FrameDirection.In }));
        Assert.Empty(details.FindAll("[data-testid=frame-command]"));
    }
}
