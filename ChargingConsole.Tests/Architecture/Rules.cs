namespace ChargingConsole.Tests.Architecture;

/// <summary>The rules of the house that can be read off the source text.</summary>
internal static class Rules
{
    private const string Core = "^ChargingConsole\\.Core/.*\\.cs$";
    private const string Handlers = "^ChargingConsole\\.Core/Ocpp/V[0-9]+/Handlers/";
    private const string Sessions = "^ChargingConsole\\.Core/Ocpp/Sessions/";
    private const string Feed = "^ChargingConsole\\.Core/Live/";
    private const string Faces = "^ChargingConsole/(Components|Api)/";
    private const string Pages = "^(wwwroot-assets/.*\\.(css|js|html)|ChargingConsole/.*\\.(razor|css|js|html))$";
    private const string OurCode = "^ChargingConsole[^/]*/(?!Architecture/Rules\\.cs).*\\.(cs|razor)$";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "The core knows neither ASP.NET nor MudBlazor",
            "^ChargingConsole\\.Core/.*\\.(cs|csproj)$",
            "Microsoft\\.AspNetCore|MudBlazor|Microsoft\\.NET\\.Sdk\\.(Web|Razor)",
            "using Microsoft.AspNetCore.Http;",
            "using Microsoft.Extensions.Hosting;"),
        new(
            "Handlers see no sockets, sessions or links to a charger",
            Handlers,
            "WebSocket|Ocpp\\.Sessions|ConnectedSessions|ChargePointSession|IChargePointLink|OutboundCall|\\bOutbox\\b|CommandDesk",
            "internal sealed class ResetHandler(ConnectedSessions sessions)",
            "internal sealed class ResetHandler(CommitQueue commits)"),
        new(
            "Handlers tell the feed and never read it",
            Handlers,
            "FeedCursor|FeedBatch|\\bfeed\\.(Read|Now|Before|HasNews)\\b",
            "var news = feed.Read(ref cursor);",
            "feed.Changed(call.ChargePoint, FeedTopics.State);"),
        new(
            "Sessions never see the database",
            Sessions,
            "ChargingConsole\\.Core\\.Data|EntityFrameworkCore|DbContext|ChargingDatabase|CommitQueue|UnitOfWork|[A-Za-z]+Queries\\b",
            "using ChargingConsole.Core.Data;",
            "using ChargingConsole.Core.ChargePoints;"),
        new(
            "The feed never reads the database",
            Feed,
            "ChargingConsole\\.Core\\.Data|EntityFrameworkCore|DbContext|ChargingDatabase|CommitQueue|UnitOfWork|[A-Za-z]+Queries\\b",
            "private readonly JournalQueries _journal;",
            "using ChargingConsole.Core.Journal;"),
        new(
            "Pages and API act only through the desk, the registers and the query classes",
            Faces,
            "EntityFrameworkCore|DbContext|ChargingDatabase|CommitQueue|UnitOfWork|RowWriter|ConnectedSessions|IChargePointLink",
            "@inject CommitQueue Commits",
            "@inject SessionQueries Sessions"),
        new(
            "Only a page is supplied from the query: parts that come and go with it break the supply",
            "^ChargingConsole/Components/(?!Pages/).*\\.(razor|cs)$",
            "SupplyParameterFromQuery",
            "[SupplyParameterFromQuery(Name = \"at\")]",
            "[Parameter]"),
        new(
            "No mediator, no mapping library, no mock library",
            "\\.(csproj|props)$",
            "Include=\"(MediatR|Mediator|AutoMapper|Mapster|Riok\\.Mapperly|Moq|NSubstitute|FakeItEasy|JustMock)[.\"]",
            "<PackageReference Include=\"AutoMapper\" />",
            "<PackageReference Include=\"Polly.Core\" />"),
        new(
            "No type is a Manager, a Helper, a Util or a Repository",
            OurCode,
            "\\b(class|record|struct|interface)\\s+\\w*(Manager|Helpers?|Util(s|ity|ities)?|Repository)\\b",
            "internal sealed class SessionManager",
            "internal sealed class ConnectedSessions"),
        new(
            "A namespace is declared for the whole file",
            "^ChargingConsole[^/]*/(?!.*/Migrations/).*\\.cs$",
            "^namespace [\\w.]+\\s*\\{?\\s*$",
            "namespace ChargingConsole.Core\n{",
            "namespace ChargingConsole.Core;"),
        new(
            "No page or style loads anything from elsewhere",
            Pages,
            "(src|srcset|href|action)\\s*=\\s*[\"']?\\s*(https?:)?//(?!@)|url\\(\\s*[\"']?\\s*(https?:)?//|@import\\s+[\"'](https?:)?//|(import|fetch)\\(?\\s*[\"']https?://",
            "<script src=\"https://cdn.example/x.js\"></script>",
            "<a href=\"/fleet\">Fleet</a>"),
        new(
            "The database's times and waits go through the clock",
            Core,
            "Task\\.Delay\\((?![^;]*[cC]lock)|new (PeriodicTimer|Timer)\\((?![^;]*[cC]lock)",
            "await Task.Delay(s_retry, stoppingToken);",
            "await Task.Delay(s_retry, clock, stoppingToken);"),
    ];
}
