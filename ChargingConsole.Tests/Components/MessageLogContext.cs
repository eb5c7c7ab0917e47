using Bunit;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

/// <summary>A log of messages, and what is in the journal before it opens.</summary>
public abstract class MessageLogContext : ConsoleContext
{
    protected static ExchangeRow Stored(ChargePoint charger, int number, string action) => ExchangeRow.Of(Rows.Frame(number)) with
    {
        Id = Rows.Frame(number).Id & ~1L,
        ChargePointKey = charger.Key,
        Action = action,
    };

    protected async Task StoreAsync(IEnumerable<ExchangeRow> rows)
    {
        await using var database = Services.GetRequiredService<ChargingDatabase>().OpenReader();
        database.AddRange(rows);
        await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
    }

    protected IRenderedComponent<MessageLog> RenderLog(LogQuery? query = null, Action<LogQuery>? changed = null) => Render<MessageLog>(parameters => parameters
        .Add(log => log.Query, query ?? new LogQuery())
        .Add(log => log.QueryChanged, changed ?? (_ => { })));

    protected static string RowsIn(IRenderedComponent<MessageLog> log) => log.Find(".log-foot .hide-phone").TextContent.Replace(",", "", StringComparison.Ordinal);

    protected static List<string> Actions(IRenderedComponent<MessageLog> log) =>
        [.. log.FindAll("[data-testid=log-row] .log-action").Select(cell => cell.TextContent)];

    // What the browser does when a row is clicked.
    protected static void Choose(IRenderedComponent<MessageLog> log)
    {
        var id = long.Parse(log.Find("[data-testid=log-row]").GetAttribute("data-frame")!, System.Globalization.CultureInfo.InvariantCulture);
        log.InvokeAsync(() => log.Instance.Choose(id, 10)).GetAwaiter().GetResult();
    }
}
