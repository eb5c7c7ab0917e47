using ChargingConsole.Simulator.ChargePoints.Authorising;
using ChargingConsole.Simulator.ChargePoints.SmartCharging;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Starts a transaction for a tag, now or when somebody plugs in (OCPP 1.6 §5.11).</summary>
internal static class RemoteStartTransaction
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("idTag") is not { } idTag)
        {
            return Obeyed.Missing("idTag");
        }

        InstalledProfile? profile = null;
        if (call.Child("chargingProfile") is { } json && chargePoint.Description.Features.HasFlag(ChargePointFeatures.SmartCharging)
            && (profile = chargePoint.Profiles.ReadForStart(json)) is null)
        {
            return Obeyed.With("Rejected");
        }

        IEnumerable<VirtualConnector> candidates = call.Number("connectorId") is { } id
            ? chargePoint.Find(id) is { } one ? [one] : []
            // Without a connector the driver who stands there with the cable plugged in comes first.
            : chargePoint.Connectors.OrderByDescending(connector => connector.IsPluggedIn);
        var connector = candidates.FirstOrDefault(candidate => IsFreeFor(chargePoint, candidate, idTag));
        return connector is null
            ? Obeyed.With("Rejected")
            : Obeyed.With("Accepted", stop => StartAsync(chargePoint, connector, idTag, profile, stop));
    }

    private static bool IsFreeFor(VirtualChargePoint chargePoint, VirtualConnector connector, string idTag)
    {
        var (mayCharge, _) = chargePoint.Reservations.Check(connector, idTag, chargePoint.Authorisation.Known(idTag)?.Parent);
        return mayCharge && connector.TryExpect(idTag, isReserving: true);
    }

    private static async Task StartAsync(
        VirtualChargePoint chargePoint, VirtualConnector connector, string idTag, InstalledProfile? profile, CancellationToken stop)
    {
        try
        {
            await chargePoint.ReportAsync(connector, stop).ConfigureAwait(false);
            if (!connector.IsPluggedIn && !await IsPluggedInTimeAsync(chargePoint, connector, stop).ConfigureAwait(false))
            {
                return;
            }

            var info = chargePoint.Configuration.IsTrue("AuthorizeRemoteTxRequests")
                ? await chargePoint.Authorisation.AskAsync(idTag, stop).ConfigureAwait(false)
                : chargePoint.Authorisation.Known(idTag) ?? new TagInfo("Accepted");
            if (info is not null)
            {
                await chargePoint.BeginTransactionAsync(connector, idTag, info.Parent, stop, profile).ConfigureAwait(false);
            }
        }
        finally
        {
            connector.ExpectNobody();
        }

        await chargePoint.ReportAsync(connector, stop).ConfigureAwait(false);
    }

    private static async Task<bool> IsPluggedInTimeAsync(VirtualChargePoint chargePoint, VirtualConnector connector, CancellationToken stop)
    {
        if (chargePoint.Options.PlugInAfterRemoteStart is { } later)
        {
            await Task.Delay(later, chargePoint.Clock, stop).ConfigureAwait(false);
            await chargePoint.PlugInAsync(connector.Id, cancellation: stop).ConfigureAwait(false);
            return true;
        }

        try
        {
            var limit = chargePoint.Configuration.Seconds("ConnectionTimeOut");
            await connector.PluggedIn.WaitAsync(limit, chargePoint.Clock, stop).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            connector.ExpectNobody();
            await chargePoint.ReportAsync(connector, stop).ConfigureAwait(false);
            return false;
        }
    }
}
