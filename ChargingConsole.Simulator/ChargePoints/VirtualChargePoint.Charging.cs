using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;
using ChargingConsole.Simulator.ChargePoints.Authorising;
using ChargingConsole.Simulator.ChargePoints.Reserving;
using ChargingConsole.Simulator.ChargePoints.SmartCharging;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints;

/// <content>What the driver, the car and the hardware do. Unknown connectors throw <see cref="ArgumentOutOfRangeException"/>.</content>
public sealed partial class VirtualChargePoint
{
    private static readonly TimeSpan s_glance = TimeSpan.FromSeconds(5);

    /// <summary>Plugs a car in; its battery stands at this percentage, or at a random one between 15 and 55.</summary>
    public Task PlugInAsync(int connector, double? stateOfCharge = null, CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        at.PlugIn(stateOfCharge ?? NextStateOfCharge());
        return ReportAsync(at, cancellation);
    }

    /// <summary>Pulls the cable; a running transaction ends with the reason EVDisconnected, unless StopTransactionOnEVSideDisconnect is off.</summary>
    public async Task UnplugAsync(int connector, CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        var stopped = Configuration.IsTrue("StopTransactionOnEVSideDisconnect") ? EndTransaction(at, "EVDisconnected", idTag: null) : null;
        at.Unplug();
        await SettleAsync(stopped, cancellation).ConfigureAwait(false);
        await ReportAsync(at, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Presents a tag at a plugged-in connector: Authorize, then StartTransaction. Waits for its answer while
    /// the connection is up and starts without asking while it is down. Null when the tag was refused or the connector cannot charge.
    /// </summary>
    public async Task<VirtualTransaction?> StartChargingAsync(int connector, string idTag, CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        return await Authorisation.AskAsync(idTag, cancellation).ConfigureAwait(false) is { } info
            ? await BeginTransactionAsync(at, idTag, info.Parent, cancellation).ConfigureAwait(false)
            : null;
    }

    /// <summary>Ends the transaction with an OCPP reason; false when none runs. Waits for the answer while the connection is up.</summary>
    public async Task<bool> StopChargingAsync(int connector, string reason = "Local", CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        var stopped = EndTransaction(at, reason, reason == "Local" ? at.Transaction?.IdTag : null);
        await SettleAsync(stopped, cancellation).ConfigureAwait(false);
        await ReportAsync(at, cancellation).ConfigureAwait(false);
        return stopped is not null;
    }

    /// <summary>Breaks the connector with an OCPP error code; a running transaction ends with the reason Other.</summary>
    public async Task FaultAsync(int connector, string errorCode = "OtherError", CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        at.Fault(errorCode);
        await ReportAsync(at, cancellation).ConfigureAwait(false);
        await SettleAsync(EndTransaction(at, "Other", idTag: null), cancellation).ConfigureAwait(false);
    }

    /// <summary>Repairs the connector.</summary>
    public Task ClearFaultAsync(int connector, CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        at.Fault(errorCode: null);
        return ReportAsync(at, cancellation);
    }

    /// <summary>Pauses the flow within a transaction: SuspendedEV when the car does it, else SuspendedEVSE.</summary>
    public Task SuspendAsync(int connector, bool byCar, CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        at.Suspend(byCar);
        return ReportAsync(at, cancellation);
    }

    /// <summary>Ends the pause.</summary>
    public Task ResumeAsync(int connector, CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        at.Resume();
        return ReportAsync(at, cancellation);
    }

    /// <summary>Reserves a free connector without the central system, as a vendor's own app does; false when it is not free.</summary>
    public async Task<bool> ReserveAsync(int connector, string idTag, TimeSpan duration, CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        var reservation = new Reservation(Id: null, connector, idTag, ParentIdTag: null, _clock.GetUtcNow() + duration);
        if (Reservations.Reserve(reservation) != "Accepted")
        {
            return false;
        }

        await ReportAsync(at, cancellation).ConfigureAwait(false);
        _background.Run(stop => KeepAsync(reservation, stop));
        return true;
    }

    /// <summary>Sends one reading. Within a transaction it is kept until it is answered; outside of one it is lost when offline.</summary>
    public async Task SendMeterValuesAsync(int connector, string context = "Sample.Periodic", CancellationToken cancellation = default)
    {
        var at = Connector(connector);
        var request = new MeterValuesRequest { ConnectorId = at.Id, MeterValue = [MeterSamples.Take(at, _clock.GetUtcNow(), context, Measurands(context))] };
        if (request.MeterValue[0].SampledValue is [])
        {
            return;
        }

        if (at.Transaction is { } transaction)
        {
            var message = TransactionMessage.From(
                MeterValuesRequest.Action, () => request with { TransactionId = transaction.TransactionId }, OcppJson.Default.MeterValuesRequest);
            _queue.Add(message);
            await SettleAsync(message, cancellation).ConfigureAwait(false);
        }
        else
        {
            await CallAsync(MeterValuesRequest.Action, request, OcppJson.Default.MeterValuesRequest, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Begins a transaction for a tag that may charge; null when the connector cannot, or is kept for somebody else.</summary>
    internal async Task<VirtualTransaction?> BeginTransactionAsync(
        VirtualConnector at, string idTag, string? parent, CancellationToken cancellation, InstalledProfile? profile = null)
    {
        var (mayCharge, reservation) = Reservations.Check(at, idTag, parent);
        if (!mayCharge || at.Begin(idTag, reservation) is not { } transaction)
        {
            return null;
        }

        if (reservation is not null)
        {
            Reservations.End(reservation);
        }

        if (profile is not null)
        {
            Profiles.Begin(profile, transaction);
        }

        var request = new StartTransactionRequest
        {
            ConnectorId = at.Id,
            IdTag = idTag,
            MeterStart = transaction.MeterStart,
            ReservationId = reservation?.Id,
            Timestamp = transaction.StartedAt,
        };
        var message = TransactionMessage.From(StartTransactionRequest.Action, () => request, OcppJson.Default.StartTransactionRequest) with
        {
            WhenDone = outcome => TakeStartAnswer(at, transaction, outcome),
        };
        _queue.Add(message);
        _background.Run(stop => SampleAsync(at, transaction, stop));
        await SettleAsync(message, cancellation).ConfigureAwait(false);
        await ReportAsync(at, cancellation).ConfigureAwait(false);
        return transaction;
    }

    /// <summary>Ends the transaction and queues its stop; null when none runs.</summary>
    internal TransactionMessage? EndTransaction(VirtualConnector at, string reason, string? idTag)
    {
        if (at.End() is not { } end)
        {
            return null;
        }

        Profiles.End(end.Transaction);
        var request = new StopTransactionRequest
        {
            IdTag = idTag,
            MeterStop = end.MeterStop,
            Timestamp = end.At,
            Reason = reason,
            TransactionData = MeterSamples.OfTransaction(at, end.Transaction, end.At, Configuration),
        };
        var message = TransactionMessage.From(
            StopTransactionRequest.Action, () => request with { TransactionId = end.Transaction.TransactionId }, OcppJson.Default.StopTransactionRequest);
        _queue.Add(message);
        Tell(ChargePointEventKind.Stopped,
            $"connector {at.Id} stopped ({reason}) after {end.MeterStop - end.Transaction.MeterStart} Wh, transaction {end.Transaction.TransactionId}");
        return message;
    }

    /// <summary>Waits until the message is answered or the connection is down, whichever is first.</summary>
    internal async Task SettleAsync(TransactionMessage? message, CancellationToken cancellation)
    {
        if (message is not null)
        {
            await Task.WhenAny(message.Done, _link.Down).WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    internal double NextStateOfCharge()
    {
        lock (_random)
        {
            return 15 + (_random.NextDouble() * 40);
        }
    }

    private VirtualConnector Connector(int connector) =>
        Find(connector) ?? throw new ArgumentOutOfRangeException(nameof(connector), connector, $"{Id} has {Connectors.Count} connectors.");

    private void TakeStartAnswer(VirtualConnector at, VirtualTransaction transaction, CallOutcome outcome)
    {
        var answer = outcome.As(OcppJson.Default.StartTransactionResponse);
        // −1 is what field stacks use in the messages of a transaction that the central system refused to start.
        transaction.Answer(answer?.TransactionId ?? -1, answer?.IdTagInfo.Status ?? "Invalid");
        if (answer is not null)
        {
            Authorisation.Cache.Remember(transaction.IdTag, TagInfo.From(answer.IdTagInfo));
        }

        Tell(ChargePointEventKind.Started,
            $"connector {at.Id} started with {transaction.IdTag}, transaction {transaction.TransactionId}, tag {transaction.TagStatus}");
        if (transaction.TagStatus != "Accepted" && Configuration.IsTrue("StopTransactionOnInvalidId") && at.Transaction == transaction)
        {
            EndTransaction(at, "DeAuthorized", idTag: null);
        }
    }

    private string[] Measurands(string context) =>
        Configuration.Listed(context == "Sample.Clock" ? "MeterValuesAlignedData" : "MeterValuesSampledData");

    private async Task SampleAsync(VirtualConnector at, VirtualTransaction transaction, CancellationToken cancellation)
    {
        var sampled = transaction.StartedAt;
        while (at.Transaction == transaction)
        {
            var interval = Configuration.Seconds("MeterValueSampleInterval");
            var due = interval > TimeSpan.Zero ? sampled + interval - _clock.GetUtcNow() : s_glance;
            // A full battery or a limit that begins shows without waiting for the next reading.
            await Task.Delay(due < TimeSpan.Zero ? TimeSpan.Zero : due < s_glance ? due : s_glance, _clock, cancellation).ConfigureAwait(false);
            if (at.Transaction != transaction)
            {
                return;
            }

            // Without a connection the reading is only queued.
            if (interval > TimeSpan.Zero && _clock.GetUtcNow() - sampled >= interval)
            {
                sampled = _clock.GetUtcNow();
                await SendMeterValuesAsync(at.Id, cancellation: cancellation).ConfigureAwait(false);
            }

            await ReportAsync(at, cancellation).ConfigureAwait(false);
        }
    }
}
