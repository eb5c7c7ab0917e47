using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Simulator.ChargePoints.Authorising;
using ChargingConsole.Simulator.ChargePoints.Files;
using ChargingConsole.Simulator.ChargePoints.Reserving;
using ChargingConsole.Simulator.ChargePoints.Security;
using ChargingConsole.Simulator.ChargePoints.SmartCharging;
using ChargingConsole.Simulator.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>
/// A charge point that speaks OCPP 1.6J over a real WebSocket. It does nothing before it is told to
/// connect; from then on it obeys the central system and keeps its transaction messages until they are answered.
/// </summary>
public sealed partial class VirtualChargePoint : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly BackgroundWork _background;
    private readonly ChargePointLink _link;
    private readonly TransactionQueue _queue;
    private readonly StatusReporter _status;
    private readonly VirtualConnector _station;
    private readonly Random _random;
    private volatile string? _registration;
    private volatile bool _rebooting;
    private bool _hasStarted;

    /// <summary>Makes a charge point that is switched on and not connected.</summary>
    public VirtualChargePoint(
        ChargePointDescription description, VirtualChargePointOptions options, TimeProvider? clock = null, ILogger? logger = null)
    {
        Description = description;
        Options = options;
        _clock = clock ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _random = new Random(description.Seed);
        _station = new VirtualConnector(0, new ConnectorDescription(), _clock, _random);
        Connectors = [.. description.Connectors.Select((connector, i) => MakeConnector(i + 1, connector))];
        Configuration = new ConfigurationKeys(description, options);
        Profiles = new ChargingProfiles(this);
        Reservations = new Reservations(this);
        Authorisation = new Authorisation(this);
        Firmware = new FirmwareUpdates(this);
        Diagnostics = new Uploads(this, areLogs: false);
        Logs = new Uploads(this, areLogs: true);
        Certificates = new CertificateStore(this);
        OwnCertificate = new OwnCertificate(this);
        FirmwareVersion = description.FirmwareVersion;
        Failures = options.Failures;
        _background = new BackgroundWork(_logger);
        _link = new ChargePointLink(Address, options, _clock, _background, TakeCallAsync, frame => FrameSeen?.Invoke(frame))
        {
            Rewrite = description.IsSloppy ? SloppyHand.Rewrite : (_, payload) => payload,
            WhenUp = OnUp,
            WhenDown = () => Tell(ChargePointEventKind.Disconnected, "disconnected"),
        };
        _status = new StatusReporter(_link, _clock, text => Tell(ChargePointEventKind.Status, text));
        _queue = new TransactionQueue(
            _link.CallAsync, () => _link.IsUp && !_rebooting && _registration is null or "Accepted",
            () => Configuration.Seconds("TransactionMessageRetryInterval"), () => Configuration.Whole("TransactionMessageAttempts"), _clock);
        _background.Run(_queue.RunAsync);
        _background.Run(new ConfiguredInterval(Configuration, "HeartbeatInterval", isAligned: false, _clock, BeatAsync).RunAsync);
        _background.Run(new ConfiguredInterval(Configuration, "ClockAlignedDataInterval", isAligned: true, _clock, TellMetersAsync).RunAsync);
    }

    /// <summary>Something happened. Raised on any thread; handlers must be quick.</summary>
    public event Action<ChargePointEvent>? Happened;

    /// <summary>A message was sent or received; only with <see cref="VirtualChargePointOptions.ListensToFrames"/>.</summary>
    public event Action<FrameSeen>? FrameSeen;

    /// <summary>The identity.</summary>
    public string Id => Description.Id;

    /// <summary>Its type plate.</summary>
    public ChargePointDescription Description { get; }

    /// <summary>How it connects.</summary>
    public VirtualChargePointOptions Options { get; }

    /// <summary>The connectors; the first is connector 1.</summary>
    public IReadOnlyList<VirtualConnector> Connectors { get; }

    /// <summary>Its configuration keys.</summary>
    public ConfigurationKeys Configuration { get; }

    /// <summary>What to answer instead of the usual.</summary>
    public AnswerScript Answers { get; } = new();

    /// <summary>What goes wrong although it is promised.</summary>
    public ChargePointFailures Failures { get; set; }

    /// <summary>The firmware it runs; an update changes it.</summary>
    public string FirmwareVersion { get; internal set; }

    /// <summary>Whether the connection is open.</summary>
    public bool IsConnected => _link.IsUp;

    /// <summary>The subprotocol the central system chose; null when it chose none or there is no connection.</summary>
    public string? Subprotocol => _link.Subprotocol;

    /// <summary>Transaction messages that wait for their answer.</summary>
    public int QueuedMessages => _queue.Count;

    /// <summary>Opens the connection in one attempt; throws <see cref="ConnectionRefusedException"/> when it fails. Does not boot.</summary>
    public Task ConnectAsync(CancellationToken cancellation = default) => _link.ConnectAsync(cancellation);

    /// <summary>Attempts with back-off until the connection is open. Does not boot.</summary>
    public Task KeepConnectingAsync(CancellationToken cancellation = default) => _link.KeepConnectingAsync(cancellation);

    /// <summary>Closes the connection with a close frame; it stays closed until <see cref="ConnectAsync"/>.</summary>
    public Task DisconnectAsync() => _link.DisconnectAsync();

    /// <summary>Drops TCP without a close frame; it comes back by itself if <see cref="VirtualChargePointOptions.Reconnect"/> says so.</summary>
    public void Abort() => _link.Abort();

    /// <summary>
    /// Sends BootNotification once. Accepted: takes the heartbeat interval over and reports the status of all
    /// connectors. Gives the answer, or null when none came.
    /// </summary>
    public async Task<BootNotificationResponse?> BootAsync(CancellationToken cancellation = default)
    {
        var request = new BootNotificationRequest
        {
            ChargePointVendor = Description.Vendor,
            ChargePointModel = Description.Model,
            ChargePointSerialNumber = Description.SerialNumber,
            FirmwareVersion = FirmwareVersion,
        };
        var outcome = await CallAsync(BootNotificationRequest.Action, request, OcppJson.Default.BootNotificationRequest, cancellation).ConfigureAwait(false);
        if (outcome.As(OcppJson.Default.BootNotificationResponse) is not { } answer)
        {
            Tell(ChargePointEventKind.Trouble, $"boot was not answered ({outcome.ErrorCode ?? outcome.Kind.ToString()})");
            return null;
        }

        _registration = answer.Status;
        Tell(ChargePointEventKind.Booted, $"booted: {answer.Status}");
        if (answer.Status == "Accepted")
        {
            Configuration.Change("HeartbeatInterval", Math.Max(answer.Interval, 0).ToString(CultureInfo.InvariantCulture));
            _status.ForgetAll();
            await ReportChangesAsync(cancellation).ConfigureAwait(false);
            _queue.Wake();
            if (!Interlocked.Exchange(ref _hasStarted, true))
            {
                await TellSecurityEventAsync("StartupOfTheDevice", null, cancellation).ConfigureAwait(false);
            }
        }

        return answer;
    }

    /// <summary>Boots until the central system accepts, waiting as long as it asks for, at most 30 s.</summary>
    public async Task BootUntilAcceptedAsync(CancellationToken cancellation = default)
    {
        while (await BootAsync(cancellation).ConfigureAwait(false) is var answer && answer?.Status != "Accepted")
        {
            await KeepConnectingAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(answer?.Interval ?? 5, 1, 30)), _clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a Heartbeat.</summary>
    public Task<CallOutcome> HeartbeatAsync(CancellationToken cancellation = default) =>
        CallAsync(HeartbeatRequest.Action, new HeartbeatRequest(), OcppJson.Default.HeartbeatRequest, cancellation);

    /// <summary>Sends any CALL with any JSON payload, also what a decent charge point would not send.</summary>
    public Task<CallOutcome> CallAsync(string action, string payload, CancellationToken cancellation = default) =>
        _link.CallAsync(action, Encoding.UTF8.GetBytes(payload), cancellation);

    /// <summary>Sends a text message as it is, frame or not; false when there is no connection.</summary>
    public Task<bool> SendTextAsync(string message) => _link.SendAsync(Encoding.UTF8.GetBytes(message));

    /// <summary>Closes the connection and stops all its work.</summary>
    public async ValueTask DisposeAsync()
    {
        await _link.DisconnectAsync().ConfigureAwait(false);
        await _background.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        _status.Dispose();
    }

    internal VirtualConnector? Find(int? connector) =>
        connector is > 0 && connector <= Connectors.Count ? Connectors[connector.Value - 1] : null;

    internal VirtualConnector Station => _station;

    internal TimeProvider Clock => _clock;

    internal Task ReportAsync(VirtualConnector connector, CancellationToken cancellation, bool evenIfKnown = false) =>
        _status.ReportAsync(connector, cancellation, evenIfKnown);

    internal async Task ReportChangesAsync(CancellationToken cancellation)
    {
        foreach (var connector in Connectors.Prepend(_station))
        {
            await _status.ReportAsync(connector, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps transaction messages back until the reboot that follows is done.</summary>
    internal void HoldTransactionMessages() => _rebooting = true;

    internal async Task RebootAsync(CancellationToken cancellation)
    {
        HoldTransactionMessages();
        await _link.DisconnectAsync().ConfigureAwait(false);
        await Task.Delay(Options.RebootDuration, _clock, cancellation).ConfigureAwait(false);
        await _link.KeepConnectingAsync(cancellation).ConfigureAwait(false);
        await BootUntilAcceptedAsync(cancellation).ConfigureAwait(false);
        _rebooting = false;
        _queue.Wake();
    }

    internal Task<CallOutcome> CallAsync<T>(string action, T request, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        _link.CallAsync(action, JsonSerializer.SerializeToUtf8Bytes(request, type), cancellation);

    private VirtualConnector MakeConnector(int id, ConnectorDescription connector)
    {
        VirtualConnector made = null!;
        return made = new VirtualConnector(id, connector, _clock, new Random((Description.Seed * 31) + id - 1))
        {
            Allowed = time => Profiles.Allowed(made, time),
        };
    }

    private void OnUp()
    {
        Tell(ChargePointEventKind.Connected, "connected");
        if (_registration == "Accepted" && !_rebooting)
        {
            _background.Run(ReportChangesAsync);
            _background.Run(TellDistrustAsync);
        }

        _queue.Wake();
    }

    private Task BeatAsync(CancellationToken cancellation) =>
        _link.IsUp && _registration == "Accepted" ? HeartbeatAsync(cancellation) : Task.CompletedTask;

    private async Task TellMetersAsync(CancellationToken cancellation)
    {
        foreach (var connector in Connectors)
        {
            await SendMeterValuesAsync(connector.Id, "Sample.Clock", cancellation).ConfigureAwait(false);
        }
    }

    private void Tell(ChargePointEventKind kind, string text)
    {
        _logger.LogDebug("{ChargePointId} {Event}", Id, text);
        var happened = new ChargePointEvent(_clock.GetUtcNow(), Id, kind, text);
        Diary.Add(happened);
        Happened?.Invoke(happened);
    }
}
