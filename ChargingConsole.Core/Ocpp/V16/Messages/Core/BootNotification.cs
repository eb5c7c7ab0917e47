namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"After start-up, a Charge Point SHALL send a request to the Central System with information about its configuration" (OCPP 1.6 §4.2, §6.3).</summary>
public sealed record BootNotificationRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "BootNotification";

    /// <summary>Vendor; at most 20 characters.</summary>
    public string? ChargePointVendor { get; init; }

    /// <summary>Model; at most 20 characters.</summary>
    public string? ChargePointModel { get; init; }

    /// <summary>Serial number of the charge point; at most 25 characters.</summary>
    public string? ChargePointSerialNumber { get; init; }

    /// <summary>Serial number of the charge box (deprecated by the specification); at most 25 characters.</summary>
    public string? ChargeBoxSerialNumber { get; init; }

    /// <summary>Firmware version; at most 50 characters.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>ICCID of the modem's SIM card; at most 20 characters.</summary>
    public string? Iccid { get; init; }

    /// <summary>IMSI of the modem's SIM card; at most 20 characters.</summary>
    public string? Imsi { get; init; }

    /// <summary>Type of the main meter; at most 25 characters.</summary>
    public string? MeterType { get; init; }

    /// <summary>Serial number of the main meter; at most 25 characters.</summary>
    public string? MeterSerialNumber { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(ChargePointVendor, "chargePointVendor");
        constraints.Required(ChargePointModel, "chargePointModel");
        constraints.MaxLength(ChargePointVendor, 20, "chargePointVendor");
        constraints.MaxLength(ChargePointModel, 20, "chargePointModel");
        constraints.MaxLength(ChargePointSerialNumber, 25, "chargePointSerialNumber");
        constraints.MaxLength(ChargeBoxSerialNumber, 25, "chargeBoxSerialNumber");
        constraints.MaxLength(FirmwareVersion, 50, "firmwareVersion");
        constraints.MaxLength(Iccid, 20, "iccid");
        constraints.MaxLength(Imsi, 20, "imsi");
        constraints.MaxLength(MeterType, 25, "meterType");
        constraints.MaxLength(MeterSerialNumber, 25, "meterSerialNumber");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="BootNotificationRequest"/> (OCPP 1.6 §6.4).</summary>
public sealed record BootNotificationResponse
{
    /// <summary>Accepted, Pending or Rejected.</summary>
    public required string Status { get; init; }

    /// <summary>The central system's clock, UTC.</summary>
    public required DateTimeOffset? CurrentTime { get; init; }

    /// <summary>The heartbeat interval in seconds, or the time to wait before the next BootNotification.</summary>
    public required int Interval { get; init; }
}
