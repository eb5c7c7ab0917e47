using System.Text.Json.Nodes;

namespace ChargingConsole.Simulator.ChargePoints.Files;

/// <summary>Downloads, checks and installs firmware, telling every step (OCPP 1.6 §4.5, §5.19; security extension for signed ones).</summary>
internal sealed class FirmwareUpdates(VirtualChargePoint chargePoint)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private volatile string _status = "Idle";
    private int? _requestId;

    /// <summary>Whether the new firmware is being written, which nothing may interrupt.</summary>
    public bool IsInstalling { get; private set; }

    /// <summary>Whether an update has begun and may still be called off.</summary>
    public bool IsUnderWay
    {
        get
        {
            lock (_gate)
            {
                return _running is not null;
            }
        }
    }

    /// <summary>FirmwareStatusNotification with the present status.</summary>
    public Task TellAsync(CancellationToken cancellation) =>
        chargePoint.CallAsync("FirmwareStatusNotification", new JsonObject { ["status"] = _status }.ToJsonString(), cancellation);

    /// <summary>SignedFirmwareStatusNotification with the present status.</summary>
    public Task TellSignedAsync(CancellationToken cancellation)
    {
        var payload = new JsonObject { ["status"] = _status };
        if (_requestId is { } id && _status != "Idle")
        {
            payload["requestId"] = id;
        }

        return chargePoint.CallAsync("SignedFirmwareStatusNotification", payload.ToJsonString(), cancellation);
    }

    /// <summary>Carries the order out; a later order calls an earlier one off as long as that is not installing.</summary>
    public async Task RunAsync(FirmwareOrder order, CancellationToken cancellation)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        lock (_gate)
        {
            if (IsInstalling)
            {
                return;
            }

            _running?.Cancel();
            _running = running;
            _requestId = order.RequestId;
        }

        try
        {
            await InstallAsync(order, running.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Called off by the next order, which tells its own steps.
        }
        finally
        {
            lock (_gate)
            {
                if (_running == running)
                {
                    (_running, _status, IsInstalling) = (null, "Idle", false);
                }
            }
        }
    }

    private async Task InstallAsync(FirmwareOrder order, CancellationToken cancellation)
    {
        await UntilAsync(order.RetrieveAt, order, "DownloadScheduled", cancellation).ConfigureAwait(false);
        await StepAsync(order, "Downloading", cancellation).ConfigureAwait(false);
        if (await DownloadAsync(order, cancellation).ConfigureAwait(false) is not { } file)
        {
            await StepAsync(order, "DownloadFailed", cancellation).ConfigureAwait(false);
            return;
        }

        await StepAsync(order, "Downloaded", cancellation).ConfigureAwait(false);
        if (order.Signature is { } signature && !await IsVerifiedAsync(order, signature, file, cancellation).ConfigureAwait(false))
        {
            return;
        }

        await UntilAsync(order.InstallAt, order, "InstallScheduled", cancellation).ConfigureAwait(false);
        // §5.19: an installation waits until nobody charges.
        while (chargePoint.Connectors.Any(connector => connector.Transaction is not null))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), chargePoint.Clock, cancellation).ConfigureAwait(false);
        }

        IsInstalling = true;
        await StepAsync(order, "Installing", cancellation).ConfigureAwait(false);
        await WorkAsync(cancellation).ConfigureAwait(false);
        if (file.Length == 0 || chargePoint.Fails(ChargePointFailures.Installation))
        {
            await StepAsync(order, "InstallationFailed", cancellation).ConfigureAwait(false);
            return;
        }

        if (order.RequestId is not null)
        {
            await StepAsync(order, "InstallRebooting", cancellation).ConfigureAwait(false);
        }

        chargePoint.FirmwareVersion = order.VersionAfter(chargePoint.FirmwareVersion);
        await chargePoint.RebootAsync(cancellation).ConfigureAwait(false);
        await StepAsync(order, "Installed", cancellation).ConfigureAwait(false);
        await chargePoint.TellSecurityEventAsync("FirmwareUpdated", chargePoint.FirmwareVersion, cancellation).ConfigureAwait(false);
    }

    private async Task<DownloadedFile?> DownloadAsync(FirmwareOrder order, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            await WorkAsync(cancellation).ConfigureAwait(false);
            if (FileTransfer.Reachable(order.Location) is { } url && !chargePoint.Fails(ChargePointFailures.Download)
                && await FileTransfer.DownloadAsync(url, cancellation).ConfigureAwait(false) is { } file)
            {
                return file;
            }

            if (attempt >= order.Retries)
            {
                return null;
            }

            await Task.Delay(order.RetryInterval, chargePoint.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsVerifiedAsync(FirmwareOrder order, FirmwareSignature signature, DownloadedFile file, CancellationToken cancellation)
    {
        if (signature.Fits(file.Sha256) && !chargePoint.Fails(ChargePointFailures.Signature))
        {
            await StepAsync(order, "SignatureVerified", cancellation).ConfigureAwait(false);
            return true;
        }

        await StepAsync(order, "InvalidSignature", cancellation).ConfigureAwait(false);
        await chargePoint.TellSecurityEventAsync("InvalidFirmwareSignature", order.Location, cancellation).ConfigureAwait(false);
        return false;
    }

    private async Task UntilAsync(DateTimeOffset? time, FirmwareOrder order, string status, CancellationToken cancellation)
    {
        if (time is { } later && later > chargePoint.Clock.GetUtcNow())
        {
            if (order.RequestId is not null)
            {
                await StepAsync(order, status, cancellation).ConfigureAwait(false);
            }

            await chargePoint.UntilAsync(later, cancellation).ConfigureAwait(false);
        }
    }

    private Task StepAsync(FirmwareOrder order, string status, CancellationToken cancellation)
    {
        _status = status;
        return order.RequestId is null ? TellAsync(cancellation) : TellSignedAsync(cancellation);
    }

    private Task WorkAsync(CancellationToken cancellation) => Task.Delay(chargePoint.Options.WorkDuration, chargePoint.Clock, cancellation);
}
