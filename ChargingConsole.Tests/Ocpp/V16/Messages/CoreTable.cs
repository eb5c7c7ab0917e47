namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>The messages of the core profile.</summary>
internal static class CoreTable
{
    public static Message[] Messages { get; } =
    [
        new("AuthorizeRequest", Way.FromCharger, """
            idTag*: text20
            """),
        new("AuthorizeResponse", Way.FromCharger, """
            idTagInfo*: {IdTagInfo}
            """),
        new("BootNotificationRequest", Way.FromCharger, """
            chargePointVendor*: text20
            chargePointModel*: text20
            chargePointSerialNumber: text25
            chargeBoxSerialNumber: text25
            firmwareVersion: text50
            iccid: text20
            imsi: text20
            meterType: text25
            meterSerialNumber: text25
            """),
        new("BootNotificationResponse", Way.FromCharger, """
            status*: Accepted|Pending|Rejected
            currentTime*: time
            interval*: integer
            """),
        new("ChangeAvailabilityRequest", Way.ToCharger, """
            connectorId*: integer>=0
            type*: Inoperative|Operative
            """),
        new("ChangeAvailabilityResponse", Way.ToCharger, """
            status*: Accepted|Rejected|Scheduled
            """),
        new("ChangeConfigurationRequest", Way.ToCharger, """
            key*: text50
            value*: text500
            """),
        new("ChangeConfigurationResponse", Way.ToCharger, """
            status*: Accepted|Rejected|RebootRequired|NotSupported
            """),
        new("ClearCacheRequest", Way.ToCharger, ""),
        new("ClearCacheResponse", Way.ToCharger, """
            status*: Accepted|Rejected
            """),
        new("DataTransferRequest", Way.Both, """
            vendorId*: text255
            messageId: text50
            data: text
            """),
        new("DataTransferResponse", Way.Both, """
            status*: Accepted|Rejected|UnknownMessageId|UnknownVendorId
            data: text
            """),
        new("GetConfigurationRequest", Way.ToCharger, """
            key: [text50]
            """),
        new("GetConfigurationResponse", Way.ToCharger, """
            configurationKey: [{KeyValue}]
            unknownKey: [text50]
            """),
        new("HeartbeatRequest", Way.FromCharger, ""),
        new("HeartbeatResponse", Way.FromCharger, """
            currentTime*: time
            """),
        new("MeterValuesRequest", Way.FromCharger, """
            connectorId*: integer>=0
            transactionId: integer
            meterValue*: [{MeterValue}]+
            """),
        new("MeterValuesResponse", Way.FromCharger, ""),
        new("RemoteStartTransactionRequest", Way.ToCharger, """
            connectorId: integer>=1
            idTag*: text20
            chargingProfile: {ChargingProfile}
            """),
        new("RemoteStartTransactionResponse", Way.ToCharger, """
            status*: Accepted|Rejected
            """),
        new("RemoteStopTransactionRequest", Way.ToCharger, """
            transactionId*: integer
            """),
        new("RemoteStopTransactionResponse", Way.ToCharger, """
            status*: Accepted|Rejected
            """),
        new("ResetRequest", Way.ToCharger, """
            type*: Hard|Soft
            """),
        new("ResetResponse", Way.ToCharger, """
            status*: Accepted|Rejected
            """),
        new("StartTransactionRequest", Way.FromCharger, """
            connectorId*: integer>=1
            idTag*: text20
            meterStart*: integer
            reservationId: integer
            timestamp*: time
            """),
        new("StartTransactionResponse", Way.FromCharger, """
            idTagInfo*: {IdTagInfo}
            transactionId*: integer
            """),
        new("StatusNotificationRequest", Way.FromCharger, """
            connectorId*: integer>=0
            errorCode*: ConnectorLockFailure|EVCommunicationError|GroundFailure|HighTemperature|InternalError|LocalListConflict
                |NoError|OtherError|OverCurrentFailure|PowerMeterFailure|PowerSwitchFailure|ReaderFailure|ResetFailure
                |UnderVoltage|OverVoltage|WeakSignal
            info: text50
            status*: Available|Preparing|Charging|SuspendedEVSE|SuspendedEV|Finishing|Reserved|Unavailable|Faulted
            timestamp: time
            vendorId: text255
            vendorErrorCode: text50
            """),
        new("StatusNotificationResponse", Way.FromCharger, ""),
        new("StopTransactionRequest", Way.FromCharger, """
            idTag: text20
            meterStop*: integer
            timestamp*: time
            transactionId*: integer
            reason: EmergencyStop|EVDisconnected|HardReset|Local|Other|PowerLoss|Reboot|Remote|SoftReset|UnlockCommand
                |DeAuthorized
            transactionData: [{TransactionMeterValue}]
            """),
        new("StopTransactionResponse", Way.FromCharger, """
            idTagInfo: {IdTagInfo}
            """),
        new("UnlockConnectorRequest", Way.ToCharger, """
            connectorId*: integer>=1
            """),
        new("UnlockConnectorResponse", Way.ToCharger, """
            status*: Unlocked|UnlockFailed|NotSupported
            """),
    ];

    public static Shape[] Shapes { get; } =
    [
        new("IdTagInfo", """
            expiryDate: time
            parentIdTag: text20
            status*: Accepted|Blocked|Expired|Invalid|ConcurrentTx
            """),
        new("KeyValue", """
            key*: text50
            readonly*: flag
            value: text500
            """),
        new("SampledValue", """
            value*: text
            context: Interruption.Begin|Interruption.End|Sample.Clock|Sample.Periodic|Transaction.Begin|Transaction.End|Trigger
                |Other
            format: Raw|SignedData
            measurand: Energy.Active.Export.Register|Energy.Active.Import.Register|Energy.Reactive.Export.Register
                |Energy.Reactive.Import.Register|Energy.Active.Export.Interval|Energy.Active.Import.Interval
                |Energy.Reactive.Export.Interval|Energy.Reactive.Import.Interval|Power.Active.Export|Power.Active.Import
                |Power.Offered|Power.Reactive.Export|Power.Reactive.Import|Power.Factor|Current.Import|Current.Export
                |Current.Offered|Voltage|Frequency|Temperature|SoC|RPM
            phase: L1|L2|L3|N|L1-N|L2-N|L3-N|L1-L2|L2-L3|L3-L1
            location: Cable|EV|Inlet|Outlet|Body
            unit: Wh|kWh|varh|kvarh|W|kW|VA|kVA|var|kvar|A|V|K|Celcius|Celsius|Fahrenheit|Percent|Hertz
            """),
        new("MeterValue", """
            timestamp*: time
            sampledValue*: [{SampledValue}]+
            """),
        new("TransactionMeterValue", """
            timestamp*: time
            sampledValue*: [{SampledValue}]
            """),
        new("ChargingSchedulePeriod", """
            startPeriod*: integer>=0
            limit*: tenths
            numberPhases: integer>=0
            """),
        new("ChargingSchedule", """
            duration: integer>=0
            startSchedule: time
            chargingRateUnit*: A|W
            chargingSchedulePeriod*: [{ChargingSchedulePeriod}]
            minChargingRate: tenths
            """),
        new("ChargingProfile", """
            chargingProfileId*: integer
            transactionId: integer
            stackLevel*: integer>=0
            chargingProfilePurpose*: ChargePointMaxProfile|TxDefaultProfile|TxProfile
            chargingProfileKind*: Absolute|Recurring|Relative
            recurrencyKind: Daily|Weekly
            validFrom: time
            validTo: time
            chargingSchedule*: {ChargingSchedule}
            """),
    ];
}
