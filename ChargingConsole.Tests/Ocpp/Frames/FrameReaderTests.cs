using System.Text;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Tests.Ocpp.Frames;

public class FrameReaderTests
{
    [Fact]
    public void A_call_is_read_with_its_payload_as_it_stands()
    {
        var frame = Read("""[2,"19223201","BootNotification",{"chargePointVendor": "Vé"}]""");

        Assert.Equal(FrameKind.Call, frame.Kind);
        Assert.Equal("19223201", frame.UniqueId);
        Assert.Same("BootNotification", string.IsInterned(frame.Action!));
        Assert.Equal("""{"chargePointVendor": "Vé"}""", Payload(frame));
        Assert.Equal(FrameFlags.None, frame.Flags);
    }

    [Fact]
    public void A_result_is_read()
    {
        var frame = Read("""[3,"7",{"status":"Accepted"}]""");

        Assert.Equal((FrameKind.Result, "7", """{"status":"Accepted"}"""), (frame.Kind, frame.UniqueId, Payload(frame)));
    }

    [Theory]
    [InlineData("""[4,"7","GenericError","It broke",{"a":1}]""", "GenericError", "It broke", FrameFlags.None)]
    [InlineData("""[4,"7","GenericError"]""", "GenericError", "", FrameFlags.None)]
    [InlineData("""[4,"7","OccurrenceConstraintViolation","",{}]""", "OccurrenceConstraintViolation", "", FrameFlags.None)]
    [InlineData("""[4,"7",17,null,"text"]""", "GenericError", "", FrameFlags.WrongType)]
    public void An_error_is_read_whatever_is_left_out_of_it(string text, string code, string description, FrameFlags flags)
    {
        var frame = Read(text);

        Assert.Equal((FrameKind.Error, code, description, flags), (frame.Kind, frame.ErrorCode, frame.ErrorDescription, frame.Flags));
    }

    [Theory]
    [InlineData("""[2,"1","Heartbeat",null]""", FrameFlags.NoPayload)]
    [InlineData("""[2,"1","Heartbeat"]""", FrameFlags.NoPayload)]
    [InlineData("""[1,"1","Heartbeat",{}]""", FrameFlags.WrongMessageType)]
    [InlineData("""["2","1","Heartbeat",{}]""", FrameFlags.None)]
    [InlineData("""[2,1,"Heartbeat",{}]""", FrameFlags.OddUniqueId)]
    [InlineData("""[2,"","Heartbeat",{}]""", FrameFlags.OddUniqueId)]
    [InlineData("""[2,"1234567890123456789012345678901234567","Heartbeat",{}]""", FrameFlags.OddUniqueId)]
    [InlineData("""[2,"1","Heartbeat",{},{},[1,[2]],"x"]""", FrameFlags.ExtraElements)]
    [InlineData("""[2,"1","Heartbeat",{""", FrameFlags.Mended)]
    [InlineData("""[2,"1","Heartbeat",{},]""", FrameFlags.Mended)]
    [InlineData("[2,\"1\",\"Heart\0beat\",{}]\0", FrameFlags.Mended)]
    [InlineData("""  [ 2 , "1" , "Heartbeat" , { } ]  """, FrameFlags.None)]
    public void A_sloppy_heartbeat_is_understood_and_flagged(string text, FrameFlags flags)
    {
        var frame = Read(text);

        Assert.Equal((FrameKind.Call, "Heartbeat", null), (frame.Kind, frame.Action, frame.Problem));
        Assert.Equal(flags, frame.Flags);
        Assert.StartsWith("{", Payload(frame), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_answer_and_a_leading_comma_are_mended()
    {
        Assert.Equal("""{"configurationKey":[]}""", Payload(Read("""[3,"1",{"configurationKey":[]""")));
        Assert.Equal("""{"configurationKey":[{"key":"a"}]}""", Payload(Read("""[3,"1",{"configurationKey":[,{"key":"a"}]}]""")));
    }

    [Theory]
    [InlineData("""[2,"1","Heartbeat",{"a":tru}]""")]
    [InlineData("""[2,"1","Heartbeat",{"a" "b"}]""")]
    [InlineData("""[2,"1","Heartbeat","text"]""")]
    [InlineData("""[2,"1","Heartbeat",[]]""")]
    [InlineData("""[2,"1",5,{}]""")]
    public void A_call_beyond_mending_still_tells_who_asked(string text)
    {
        var frame = Read(text);

        Assert.Equal((FrameKind.Call, "1"), (frame.Kind, frame.UniqueId));
        Assert.NotNull(frame.Problem);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[2]")]
    [InlineData("[5,\"1\",{}]")]
    [InlineData("[2,null,\"Heartbeat\",{}]")]
    [InlineData("[2,\"\\ud800\",\"Heartbeat\",{}]")]
    [InlineData("12")]
    public void What_is_no_frame_is_told_as_none(string text) => Assert.Equal(FrameKind.None, Read(text).Kind);

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        var random = new Random(16);
        var seed = """[2,"19223201","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-01-01T00:00:00Z","sampledValue":[{"value":"1"}]}]}]"""u8.ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = seed[..random.Next(seed.Length)];
            for (var change = 0; change < random.Next(6) && bytes.Length > 0; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            _ = FrameReader.Read(bytes);
        }
    }

    private static InboundFrame Read(string text) => FrameReader.Read(Encoding.UTF8.GetBytes(text));

    private static string Payload(InboundFrame frame) => Encoding.UTF8.GetString(frame.Payload.Span);
}
