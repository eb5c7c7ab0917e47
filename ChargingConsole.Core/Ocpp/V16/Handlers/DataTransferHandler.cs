using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>"If the recipient of the request has no implementation for the specific vendorId it SHALL return a status UnknownVendor" (OCPP 1.6 §4.3).</summary>
internal sealed class DataTransferHandler : ICallHandler<DataTransferRequest, DataTransferResponse>
{
    private static readonly DataTransferResponse s_unknown = new() { Status = "UnknownVendorId" };

    public ValueTask<Answer<DataTransferResponse>> HandleAsync(DataTransferRequest request, CallContext call) =>
        ValueTask.FromResult<Answer<DataTransferResponse>>(s_unknown);
}
