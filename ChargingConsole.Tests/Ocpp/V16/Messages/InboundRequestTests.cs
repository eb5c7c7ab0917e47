using System.Buffers;
using System.Text;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>
/// What chargers send, through the real routes: what can be understood is accepted and flagged, transaction data
/// always; the rest gets the error the book has for it.
/// </summary>
public sealed class InboundRequestTests(InboundRequestTests.Routes routes) : IClassFixture<InboundRequestTests.Routes>
{
    // Without these a message says nothing, unless what is known otherwise (the open session, the only connector) stands in.
    private static readonly (string Action, string Path)[] s_indispensable =
    [
        ("MeterValues", "connectorId"), ("MeterValues", "meterValue"), ("StartTransaction", "connectorId"),
        ("StatusNotification", "connectorId"), ("StatusNotification", "status"),
        ("DiagnosticsStatusNotification", "status"), ("FirmwareStatusNotification", "status"),
        ("LogStatusNotification", "status"), ("SignedFirmwareStatusNotification", "status"),
    ];

    // What is odd in time or context (an unknown transaction, a meter that goes back) is another matter.
    private const FrameFlags Payload = FrameFlags.MissingMember | FrameFlags.WrongType | FrameFlags.UnknownValue | FrameFlags.TooLong | FrameFlags.UnknownMember;

    public static TheoryData<string> Requests => MessageTable.Names(message => message.IsRequest && message.Way != Way.ToCharger);

    [Theory, MemberData(nameof(Requests))]
    public async Task A_valid_request_is_answered_with_the_specifications_response_and_no_flag(string name)
    {
        var message = MessageTable.All[name];
        foreach (var payload in Payloads.Valid(message))
        {
            var (reply, flags, answer) = await routes.AnswerAsync(message.Action, payload);

            Assert.True(reply.Kind == FrameKind.Result, $"{reply.ErrorCode} {reply.ErrorDescription}: {payload}");
            Assert.Equal(FrameFlags.None, flags & Payload);
            Assert.True(Payloads.Fits(MessageTable.All[$"{message.Action}Response"], answer), answer);
        }
    }

    [Theory, MemberData(nameof(Requests))]
    public async Task A_broken_request_is_answered_by_the_book_or_understood_and_flagged(string name)
    {
        var message = MessageTable.All[name];
        var strictness = routes.Of(message.Action).Strictness;
        foreach (var broken in Payloads.Broken(message))
        {
            var (reply, flags, _) = await routes.AnswerAsync(message.Action, broken.Json);

            var isRefused = reply.ErrorCode == CallErrorCode.OccurenceConstraintViolation && s_indispensable.Contains((message.Action, broken.Path));
            Assert.True(isRefused || reply.ErrorCode == (strictness == Strictness.ByTheBook ? Error(message, broken) : null), $"{reply.ErrorCode} for {broken}");
            Assert.True(flags.HasFlag(Flag(broken.Break)), $"{flags} for {broken}");
        }
    }

    [Fact]
    public void Transaction_data_is_never_refused_for_a_formality() => Assert.All(
        ["Heartbeat", "MeterValues", "StartTransaction", "StatusNotification", "StopTransaction"],
        action => Assert.Equal(Strictness.Tolerant, routes.Of(action).Strictness));

    [Theory]
    [InlineData("TotallyUnknown", "NotImplemented")]
    [InlineData("GetConfiguration", "NotSupported")]
    public async Task What_is_not_the_central_systems_to_answer_is_refused(string action, string code) =>
        Assert.Equal(code, (await routes.AnswerAsync(action, "{}")).Reply.ErrorCode);

    private static string? Error(Message message, Broken broken) => broken.Break switch
    {
        Break.Missing or Break.MissingNull or Break.Empty => CallErrorCode.OccurenceConstraintViolation,
        Break.Type => CallErrorCode.TypeConstraintViolation,
        // A time that cannot be read is none.
        Break.Time when message.Members.Single(member => member.Name == broken.Path).IsRequired => CallErrorCode.OccurenceConstraintViolation,
        _ => null,
    };

    private static FrameFlags Flag(Break broken) => broken switch
    {
        Break.Missing or Break.MissingNull or Break.Empty => FrameFlags.MissingMember,
        Break.Type or Break.NearType => FrameFlags.WrongType,
        Break.Time => FrameFlags.OddTimestamp,
        Break.Word or Break.Minimum => FrameFlags.UnknownValue,
        Break.Length => FrameFlags.TooLong,
        Break.Unknown => FrameFlags.UnknownMember,
        _ => FrameFlags.None,
    };

    /// <summary>The real routes of a running app.</summary>
    public sealed class Routes : IAsyncLifetime
    {
        private RunningConsole _console = null!;
        private RawCharger _charger = null!;
        private IReadOnlyList<CallRoute> _routes = null!;
        private ChargePoint _chargePoint = null!;
        private CallRouter _router = null!;
        private int _lastId;

        public async ValueTask InitializeAsync()
        {
            _console = await RunningConsole.StartAsync();
            _charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
            _chargePoint = _console.Get<Fleet>().Find("CP1")!;
            _routes = [.. ActivatorUtilities.CreateInstance<CallRoutes>(_console.Services).All];
            _router = new CallRouter(_routes, NullLogger<CallRouter>.Instance);
        }

        internal CallRoute Of(string action) => _routes.Single(route => route.Action == action);

        internal async Task<(Reply Reply, FrameFlags Flags, string Payload)> AnswerAsync(string action, string payload)
        {
            var frame = FrameReader.Read(Encoding.UTF8.GetBytes($"""[2,"{++_lastId}","{action}",{payload}]"""));
            var call = new CallContext(_chargePoint, TimeProvider.System.GetUtcNow().AddMilliseconds(_lastId));
            var output = new ArrayBufferWriter<byte>();
            var reply = await _router.AnswerAsync(call, frame, output);
            call.RunAfterReply();
            return (reply!.Value, call.Flags, Encoding.UTF8.GetString(output.WrittenSpan[reply.Value.Payload]));
        }

        public async ValueTask DisposeAsync()
        {
            await _charger.DisposeAsync();
            await _console.DisposeAsync();
        }
    }
}
