using System.Net;
using System.Text.Json.Nodes;

namespace ChargingConsole.Simulator.ChargePoints.Files;

/// <summary>Uploads diagnostics (OCPP 1.6 §4.4, §5.9) or, with <paramref name="areLogs"/>, logs of the security extension, and tells how it goes.</summary>
internal sealed class Uploads(VirtualChargePoint chargePoint, bool areLogs)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private volatile string _status = "Idle";
    private int? _requestId;

    /// <summary>Whether an upload is on its way.</summary>
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

    /// <summary>The notification with the present status.</summary>
    public Task TellAsync(CancellationToken cancellation)
    {
        var payload = new JsonObject { ["status"] = _status };
        if (areLogs && _status != "Idle" && _requestId is { } id)
        {
            payload["requestId"] = id;
        }

        return chargePoint.CallAsync(areLogs ? "LogStatusNotification" : "DiagnosticsStatusNotification", payload.ToJsonString(), cancellation);
    }

    /// <summary>Carries the order out; a later order calls an earlier one off.</summary>
    public async Task RunAsync(UploadOrder order, CancellationToken cancellation)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        lock (_gate)
        {
            _running?.Cancel();
            _running = running;
            _requestId = order.RequestId;
        }

        try
        {
            await StepAsync("Uploading", running.Token).ConfigureAwait(false);
            await StepAsync(await UploadAsync(order, running.Token).ConfigureAwait(false), running.Token).ConfigureAwait(false);
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
                    (_running, _status) = (null, "Idle");
                }
            }
        }
    }

    private async Task<string> UploadAsync(UploadOrder order, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            await Task.Delay(chargePoint.Options.WorkDuration, chargePoint.Clock, cancellation).ConfigureAwait(false);
            var status = await AttemptAsync(order, cancellation).ConfigureAwait(false);
            if (status == "Uploaded" || attempt >= order.Retries)
            {
                return status == "Uploaded" || areLogs ? status : "UploadFailed";
            }

            await Task.Delay(order.RetryInterval, chargePoint.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<string> AttemptAsync(UploadOrder order, CancellationToken cancellation)
    {
        if (order.Target is not { } target)
        {
            return "NotSupportedOperation";
        }

        var answer = chargePoint.Fails(ChargePointFailures.Upload)
            ? null
            : await FileTransfer.UploadAsync(target, order.File, cancellation).ConfigureAwait(false);
        return answer switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => "Uploaded",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "PermissionDenied",
            _ => "UploadFailure",
        };
    }

    private Task StepAsync(string status, CancellationToken cancellation)
    {
        _status = status;
        return TellAsync(cancellation);
    }
}
