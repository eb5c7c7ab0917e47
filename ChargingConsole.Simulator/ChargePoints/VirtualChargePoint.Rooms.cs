using System.Text.Json.Nodes;
using ChargingConsole.Simulator.ChargePoints.Authorising;
using ChargingConsole.Simulator.ChargePoints.Files;
using ChargingConsole.Simulator.ChargePoints.Reserving;
using ChargingConsole.Simulator.ChargePoints.Security;
using ChargingConsole.Simulator.ChargePoints.SmartCharging;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints;

/// <content>What the calls of the central system work with.</content>
public sealed partial class VirtualChargePoint
{
    // Timers go up to 49 days.
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(40);

    internal ChargingProfiles Profiles { get; }

    internal Reservations Reservations { get; }

    internal Authorisation Authorisation { get; }

    internal FirmwareUpdates Firmware { get; }

    internal Uploads Diagnostics { get; }

    internal Uploads Logs { get; }

    internal CertificateStore Certificates { get; }

    internal OwnCertificate OwnCertificate { get; }

    internal Diary Diary { get; } = new();

    internal bool Fails(ChargePointFailures failure) => Failures.HasFlag(failure);

    /// <summary>Such as diagnostics-CP1-20260101T000000Z.log.</summary>
    internal string NameFile(string kind) => $"{kind}-{Uri.EscapeDataString(Id)}-{_clock.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.log";

    /// <summary>Writes a security event down and tells it, if the charge point has the security extension.</summary>
    internal async Task TellSecurityEventAsync(string type, string? information, CancellationToken cancellation)
    {
        if (!Description.Features.HasFlag(ChargePointFeatures.Security))
        {
            return;
        }

        Tell(ChargePointEventKind.Security, information is null ? type : $"{type}: {information}");
        var payload = new JsonObject { ["type"] = type, ["timestamp"] = _clock.GetUtcNow().Wire() };
        if (information is not null)
        {
            payload["techInfo"] = information.Length > 255 ? information[..255] : information;
        }

        await CallAsync("SecurityEventNotification", payload.ToJsonString(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Shows the reservation and ends it when its time is over.</summary>
    internal async Task KeepAsync(Reservation reservation, CancellationToken cancellation)
    {
        await ReportChangesAsync(cancellation).ConfigureAwait(false);
        await UntilAsync(reservation.Expiry, cancellation).ConfigureAwait(false);
        if (Reservations.End(reservation))
        {
            await ReportChangesAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a time; one in the past is over at once.</summary>
    internal async Task UntilAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        for (TimeSpan wait; (wait = time - _clock.GetUtcNow()) > TimeSpan.Zero;)
        {
            await Task.Delay(wait < s_longestDelay ? wait : s_longestDelay, _clock, cancellation).ConfigureAwait(false);
        }
    }

    internal async Task ConnectAgainAsync(CancellationToken cancellation)
    {
        await _link.DisconnectAsync().ConfigureAwait(false);
        await _link.KeepConnectingAsync(cancellation).ConfigureAwait(false);
    }
}
