using System.Text.Json.Serialization.Metadata;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>Routes of records whose handlers are tested elsewhere.</summary>
internal static class StubRoutes
{
    public static IEnumerable<CallRoute> All =>
    [
        Of(OcppJson.Default.DiagnosticsStatusNotificationRequest, OcppJson.Default.DiagnosticsStatusNotificationResponse, new()),
        Of(OcppJson.Default.FirmwareStatusNotificationRequest, OcppJson.Default.FirmwareStatusNotificationResponse, new()),
        Of(OcppJson.Default.LogStatusNotificationRequest, OcppJson.Default.LogStatusNotificationResponse, new()),
        Of(OcppJson.Default.SecurityEventNotificationRequest, OcppJson.Default.SecurityEventNotificationResponse, new()),
        Of(OcppJson.Default.SignCertificateRequest, OcppJson.Default.SignCertificateResponse, new SignCertificateResponse { Status = "Rejected" }),
        Of(OcppJson.Default.SignedFirmwareStatusNotificationRequest, OcppJson.Default.SignedFirmwareStatusNotificationResponse, new()),
    ];

    private static CallRoute<TRequest, TResponse> Of<TRequest, TResponse>(JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, TResponse answer)
        where TRequest : class, IOcppRequest
        where TResponse : class => new(new Handler<TRequest, TResponse>(answer), request, response, Strictness.ByTheBook);

    private sealed class Handler<TRequest, TResponse>(TResponse answer) : ICallHandler<TRequest, TResponse>
        where TResponse : class
    {
        public ValueTask<Answer<TResponse>> HandleAsync(TRequest request, CallContext call) => ValueTask.FromResult<Answer<TResponse>>(answer);
    }
}
