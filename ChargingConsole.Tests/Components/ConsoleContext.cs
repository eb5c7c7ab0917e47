using System.Diagnostics;
using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using ChargingConsole.Api;
using ChargingConsole.Components;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Components.IdTags;
using ChargingConsole.Components.Live;
using ChargingConsole.Components.Onboarding;
using ChargingConsole.Core;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Ocpp;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace ChargingConsole.Tests.Components;

/// <summary>The core on a database file of its own, with no socket and a clock that stands still, under bUnit.</summary>
public abstract class ConsoleContext : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("console-components-");
    private IRenderedComponent<MudSnackbarProvider>? _toasts;
    private int _lastKey = 100;
    private long _lastFrame;

    protected ConsoleContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Charging"] = $"Data Source={Path.Combine(_folder.FullName, "charging.db")};Pooling=False",
            ["Kestrel:Endpoints:Ocpp:Url"] = "http://0.0.0.0:9000",
            ["Kestrel:Endpoints:Web:Url"] = "http://0.0.0.0:8000",
        }).Build();
        Services.AddSingleton<IConfiguration>(configuration);
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddLogging();
        Services.AddChargingCore(configuration);
        Services.AddSingleton<IChargePointLink>(Link);
        Services.AddSingleton<IServer>(new BoundServer("http://0.0.0.0:9000", "http://0.0.0.0:8000"));
        // Of a browser that asks for English.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.All[0];
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddLocalization();
        Services.AddScoped<Viewer>();
        Services.AddScoped<AddressBar>();
        Services.AddScoped<ChargerAddress>();
        Services.AddScoped<ActDesk>();
        Services.AddScoped<OperatorDesk>();
        Services.AddScoped<BackOffice>();
        Services.AddScoped<CarefulDesk>();
        Services.AddScoped<FormChoices>();
        Services.AddScoped<FeatureFacts>();
        Services.AddScoped<IdTagDesk>();
        Services.AddSingleton<RejectedConnections>();
        Services.AddScoped<OnboardingDesk>();
        Services.AddScoped<CircuitFeed>();
        Services.AddSingleton<MessageExports>();
        Authorization = this.AddAuthorization();
        Authorization.SetAuthorized("Olga").SetRoles("Operator");
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    protected BunitAuthorizationContext Authorization { get; }

    protected FakeLink Link { get; } = new();

    protected Fleet Fleet => Services.GetRequiredService<Fleet>();

    /// <summary>What the newest toast of the operator's acts tells; empty when there is none.</summary>
    protected string ToastText => (_toasts ??= Render<MudSnackbarProvider>()).FindAll("[data-testid=act-toast]") is [.., var newest] ? newest.TextContent : "";

    protected ILiveFeed Feed => Services.GetRequiredService<ILiveFeed>();

    public async ValueTask InitializeAsync() => await Services.GetRequiredService<LiveStateLoader>().LoadAsync(CancellationToken.None);

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        for (var tries = 0; ; tries++)
        {
            try
            {
                _folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (tries < 100)
            {
                // A search that nobody waits for any more may still be in the file.
                await Task.Delay(50);
            }
        }
    }

    /// <summary>From now on nothing can be read from the database.</summary>
    protected void TakeDatabaseAway()
    {
        File.Move(DatabaseFile, $"{DatabaseFile}.away");
        Directory.CreateDirectory(DatabaseFile);
    }

    /// <summary>The database is there again.</summary>
    protected void BringDatabaseBack()
    {
        Directory.Delete(DatabaseFile);
        File.Move($"{DatabaseFile}.away", DatabaseFile);
    }

    private string DatabaseFile => Path.Combine(_folder.FullName, "charging.db");

    /// <summary>A charger with connectors in these states.</summary>
    protected ChargePoint AddCharger(string id, bool connected, params ConnectorStatus[] connectors)
    {
        var chargePoint = Fleet.Add(new ChargePointRow { Key = ++_lastKey, ChargePointId = id, CreatedAt = Clock.GetUtcNow(), Vendor = "Acme", Model = "Wall 22" });
        if (connected)
        {
            Fleet.ConnectedChanged(1);
        }

        Change(chargePoint, state => connectors.Select((status, i) => new ConnectorState
        {
            Row = new ConnectorRow { ChargePointKey = chargePoint.Key, ConnectorId = i + 1, Status = status },
            IsCurrent = true,
        }).Aggregate(
            state with { Connection = connected ? new ConnectionState { SessionId = 1, Since = Clock.GetUtcNow(), RemoteAddress = "10.0.0.1" } : null },
            (with, connector) => with.With(connector)));
        return chargePoint;
    }

    /// <summary>Changes a charger and tells the feed.</summary>
    protected void Change(ChargePoint chargePoint, Func<ChargePointState, ChargePointState> change)
    {
        chargePoint.Change(change, static (state, apply) => apply(state));
        Feed.Changed(chargePoint, FeedTopics.State);
    }

    /// <summary>Opens a transaction on a connector, with a reading.</summary>
    protected TransactionRow Charge(ChargePoint chargePoint, int connectorId, double powerW, double energyWh)
    {
        var transaction = new TransactionRow
        {
            Id = 4711,
            ChargePointKey = chargePoint.Key,
            ConnectorId = connectorId,
            IdTag = "DRIVER-1",
            StartTime = Clock.GetUtcNow(),
            StartReceivedAt = Clock.GetUtcNow(),
            MeterStart = 1000,
            Status = TransactionStatus.Active,
            Authorization = "Accepted",
        };
        Change(chargePoint, state => state.With(state.Connector(connectorId) with
        {
            Row = state.Connector(connectorId).Row with { Status = ConnectorStatus.Charging },
            Transaction = transaction,
            Reading = new MeterReadingRow
            {
                ChargePointKey = chargePoint.Key,
                ConnectorId = connectorId,
                TransactionId = transaction.Id,
                Timestamp = Clock.GetUtcNow(),
                PowerW = powerW,
                EnergyWh = 1000 + energyWh,
            },
        }));
        return transaction;
    }

    /// <summary>A frame in the feed.</summary>
    protected FrameRow AddFrame(ChargePoint chargePoint, string action, FrameKind kind = FrameKind.Call, FrameRow? call = null, string payload = "{}", FrameFlags flags = FrameFlags.None)
    {
        var frame = new FrameRow
        {
            Id = ++_lastFrame,
            Timestamp = Clock.GetUtcNow(),
            ChargePointKey = chargePoint.Key,
            Direction = call is null ? FrameDirection.In : FrameDirection.Out,
            Kind = kind,
            UniqueId = call?.UniqueId ?? $"u{_lastFrame}",
            Action = action,
            Payload = payload,
            CallId = call?.Id,
            LatencyMicroseconds = call is null ? null : 12_000,
            ErrorCode = kind == FrameKind.Error ? "InternalError" : null,
            ErrorDescription = kind == FrameKind.Error ? "It broke" : null,
            Flags = flags,
        };
        Feed.Add(frame);
        return frame;
    }

    /// <summary>Lets time pass until the page shows what is expected.</summary>
    protected void Until(Action assertion)
    {
        var since = Stopwatch.GetTimestamp();
        var wait = new SpinWait();
        while (true)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(250));
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
            {
                // Sleeps after a few turns: the processor belongs to the tests beside this one.
                wait.SpinOnce(sleep1Threshold: 4);
            }
        }
    }
}
