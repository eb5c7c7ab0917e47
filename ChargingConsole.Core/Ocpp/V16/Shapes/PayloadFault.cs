using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16.Shapes;

/// <summary>Where a payload breaks the specification, and how.</summary>
/// <param name="Path">The member, such as <c>csChargingProfiles.chargingSchedule.chargingSchedulePeriod[2].limit</c>; empty for the payload itself.</param>
/// <param name="What">What is wrong with it, such as "is required".</param>
/// <param name="Flag">The same as a frame's flag.</param>
public sealed record PayloadFault(string Path, string What, FrameFlags Flag)
{
    /// <summary>The fault as a sentence.</summary>
    public string Message => $"{(Path.Length == 0 ? "The payload" : Path)} {What}.";
}
