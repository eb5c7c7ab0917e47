using System.Runtime.CompilerServices;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.V16.Messages;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>
/// Registers a charge point (OCPP 1.6 §4.2). A boot does not end a transaction: chargers resume after a
/// power cut, so an open one is marked interrupted until it is heard of again.
/// </summary>
internal sealed class BootNotificationHandler(
    CommitQueue commits, TransactionBook transactions, OpenCommands open, CommandLedger ledger, TransferLog transfers, IOptions<OcppOptions> options)
    : ICallHandler<BootNotificationRequest, BootNotificationResponse>
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer<BootNotificationResponse>> HandleAsync(BootNotificationRequest request, CallContext call)
    {
        var chargePoint = call.ChargePoint;
        var row = Registered(chargePoint, request, call.ReceivedAt);
        var unit = new UnitOfWork();
        unit.Update(row);
        var forgetful = Forgetful(chargePoint.State, row);
        if (forgetful is not null)
        {
            unit.Upsert(forgetful);
        }

        var interrupted = chargePoint.State.Connectors.Values
            .Select(connector => connector.Transaction)
            .OfType<TransactionRow>()
            .Where(transaction => transaction.Status == TransactionStatus.Active)
            .Select(transaction => transaction with { Status = TransactionStatus.Interrupted })
            .ToList();
        interrupted.ForEach(unit.Update);
        var proven = transfers.Booted(chargePoint, row.FirmwareVersion, call.ReceivedAt, unit);

        try
        {
            await commits.CommitAsync(unit);
            proven?.Committed();
        }
        catch (DatabaseUnavailableException) when (row.Registration == chargePoint.State.Row.Registration)
        {
            // A known charge point goes on from memory; what it told is written with its next boot.
            interrupted.Clear();
            proven?.Failed();
        }
        catch
        {
            proven?.Failed();
            throw;
        }

        chargePoint.Change((row, forgetful), static (state, booted) => state with { Row = booted.row, QuirkSettings = booted.forgetful ?? state.QuirkSettings });
        foreach (var transaction in interrupted)
        {
            transactions.Apply(chargePoint, transaction);
            call.Topics |= FeedTopics.Transactions;
        }

        call.AfterReply(() =>
        {
            foreach (var reset in open.Of(chargePoint).Where(command => command.Row is { Action: "Reset", State: CommandState.Accepted or CommandState.TimedOut }))
            {
                ledger.Confirm(reset, null);
            }
        });

        return new BootNotificationResponse
        {
            Status = row.Registration.ToString(),
            CurrentTime = call.ReceivedAt,
            Interval = row.Registration == RegistrationStatus.Accepted ? options.Value.HeartbeatSeconds : options.Value.PendingRetrySeconds,
        };
    }

    /// <summary>What another firmware did not support is no longer known; null when there is nothing to forget.</summary>
    private static QuirkSettings? Forgetful(ChargePointState state, ChargePointRow row) =>
        state.QuirkSettings is { NotSupported: not null } settings && settings.NotSupportedFirmware != row.FirmwareVersion
            ? settings with { NotSupported = null, NotSupportedFirmware = null }
            : null;

    private static ChargePointRow Registered(ChargePoint chargePoint, BootNotificationRequest request, DateTimeOffset now)
    {
        var row = chargePoint.State.Row;
        return row with
        {
            // The door has seen to the unknown; whoever came in unasked is one that is taken in.
            Registration = row.Registration is RegistrationStatus.Unknown ? RegistrationStatus.Accepted : row.Registration,
            Vendor = Column(request.ChargePointVendor),
            Model = Column(request.ChargePointModel),
            SerialNumber = Column(request.ChargePointSerialNumber ?? request.ChargeBoxSerialNumber),
            FirmwareVersion = Column(request.FirmwareVersion),
            Iccid = Column(request.Iccid),
            Imsi = Column(request.Imsi),
            MeterType = Column(request.MeterType),
            MeterSerialNumber = Column(request.MeterSerialNumber),
            LastBootAt = now,
            LastSeenAt = now,
            QuirkCount = chargePoint.Quirks,
        };
    }

    private static string? Column(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > 255 ? text[..255] : text.Trim();
}
