using Bunit;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class SessionPageTests : ConsoleContext
{
    [Theory]
    [InlineData(true, "&to=2026-03-30T02:15:00Z")]
    [InlineData(false, "")]
    public async Task The_frames_of_a_session_are_looked_for_when_they_came_not_when_the_charger_says_it_was(bool hasEnded, string to)
    {
        var charger = AddCharger("CP/1", true, ConnectorStatus.Available);
        await using (var database = Services.GetRequiredService<ChargingDatabase>().OpenReader())
        {
            database.Add(Rows.Transaction(5, charger.Key) with
            {
                StartReceivedAt = new DateTimeOffset(2026, 3, 30, 1, 0, 0, TimeSpan.Zero),
                StopTime = hasEnded ? Rows.Noon.AddHours(2) : null,
                StopReceivedAt = hasEnded ? new DateTimeOffset(2026, 3, 30, 2, 0, 0, TimeSpan.Zero) : null,
                Status = hasEnded ? TransactionStatus.Completed : TransactionStatus.Active,
            });
            await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }

        var page = Render<SessionPage>(parameters => parameters.Add(session => session.TransactionId, 5));

        Until(() => Assert.Equal($"/log?charger=CP%2F1&transaction=5&from=2026-03-30T00:59:00Z{to}", page.Find("[data-testid=session-frames]").GetAttribute("href")));
    }
}
