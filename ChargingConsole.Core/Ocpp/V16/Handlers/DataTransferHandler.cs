using System.Collections.Frozen;
using ChargingConsole.Core.Ocpp.V16.DataTransfer;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16.Handlers;

/// <summary>
/// "If the recipient of the request has no implementation for the specific vendorId it SHALL return a status
/// UnknownVendor and the data element SHALL not be present. In case of a messageId mismatch [...] it SHALL
/// return status UnknownMessageId" (OCPP 1.6 §4.3).
/// </summary>
internal sealed class DataTransferHandler(IEnumerable<IVendorDataTransfer> vendors) : ICallHandler<DataTransferRequest, DataTransferResponse>
{
    private static readonly DataTransferResponse s_unknownVendor = new() { Status = "UnknownVendorId" };
    private static readonly DataTransferResponse s_unknownMessage = new() { Status = "UnknownMessageId" };

    private readonly FrozenDictionary<string, IVendorDataTransfer> _vendors = vendors.ToFrozenDictionary(vendor => vendor.VendorId, StringComparer.OrdinalIgnoreCase);

    public ValueTask<Answer<DataTransferResponse>> HandleAsync(DataTransferRequest request, CallContext call) =>
        _vendors.TryGetValue(request.VendorId?.Trim() ?? "", out var vendor)
            ? AnswerAsync(vendor, request, call)
            : ValueTask.FromResult<Answer<DataTransferResponse>>(s_unknownVendor);

    private static async ValueTask<Answer<DataTransferResponse>> AnswerAsync(IVendorDataTransfer vendor, DataTransferRequest request, CallContext call) =>
        await vendor.AnswerAsync(call.ChargePoint, request.MessageId, request.Data) is { } answer
            ? new DataTransferResponse { Status = answer.IsAccepted ? "Accepted" : "Rejected", Data = answer.Data }
            : s_unknownMessage;
}
