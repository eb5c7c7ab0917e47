namespace ChargingConsole.Benchmarks.Load;

/// <summary>The CALLs that the load is made of, as a common charger sends them.</summary>
internal static class Calls
{
    public static int Boot(Span<byte> output, int charger, int sequence)
    {
        var text = CallText.Call(output, charger, sequence, "BootNotification\",{\"chargePointVendor\":\"Bench\",\"chargePointModel\":\"Load 22\",\"chargePointSerialNumber\":\"L-"u8);
        text.Add(charger);
        text.Add("\",\"firmwareVersion\":\"1.4.2\"}]"u8);
        return text.Length;
    }

    public static int Status(Span<byte> output, int charger, int sequence, ReadOnlySpan<byte> status)
    {
        var text = CallText.Call(output, charger, sequence, "StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\""u8);
        text.Add(status);
        text.Add("\",\"timestamp\":\""u8);
        text.AddNow();
        text.Add("\"}]"u8);
        return text.Length;
    }

    public static int Authorize(Span<byte> output, int charger, int sequence) =>
        CallText.Call(output, charger, sequence, "Authorize\",{\"idTag\":\"APP_USER\"}]"u8).Length;

    public static int Heartbeat(Span<byte> output, int charger, int sequence) =>
        CallText.Call(output, charger, sequence, "Heartbeat\",{}]"u8).Length;

    public static int Start(Span<byte> output, int charger, int sequence, long meter)
    {
        var text = CallText.Call(output, charger, sequence, "StartTransaction\",{\"connectorId\":1,\"idTag\":\"APP_USER\",\"meterStart\":"u8);
        text.Add(meter);
        text.Add(",\"timestamp\":\""u8);
        text.AddNow();
        text.Add("\"}]"u8);
        return text.Length;
    }

    public static int Meter(Span<byte> output, int charger, int sequence, int transactionId, long meter)
    {
        var text = CallText.Call(output, charger, sequence, "MeterValues\",{\"connectorId\":1,\"transactionId\":"u8);
        text.Add(transactionId);
        text.Add(",\"meterValue\":[{\"timestamp\":\""u8);
        text.AddNow();
        text.Add("\",\"sampledValue\":[{\"value\":\""u8);
        text.Add(meter);
        text.Add("\",\"context\":\"Sample.Periodic\",\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\"}"u8);
        text.Add(",{\"value\":\"11040.5\",\"context\":\"Sample.Periodic\",\"measurand\":\"Power.Active.Import\",\"unit\":\"W\"}"u8);
        text.Add(",{\"value\":\"16.0\",\"context\":\"Sample.Periodic\",\"measurand\":\"Current.Import\",\"unit\":\"A\"}"u8);
        text.Add(",{\"value\":\"230.1\",\"context\":\"Sample.Periodic\",\"measurand\":\"Voltage\",\"unit\":\"V\"}]}]}]"u8);
        return text.Length;
    }

    public static int Stop(Span<byte> output, int charger, int sequence, int transactionId, long meter)
    {
        var text = CallText.Call(output, charger, sequence, "StopTransaction\",{\"transactionId\":"u8);
        text.Add(transactionId);
        text.Add(",\"idTag\":\"APP_USER\",\"meterStop\":"u8);
        text.Add(meter);
        text.Add(",\"timestamp\":\""u8);
        text.AddNow();
        text.Add("\",\"reason\":\"Local\"}]"u8);
        return text.Length;
    }
}
