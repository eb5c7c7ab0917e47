using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Shapes;

namespace ChargingConsole.Components.Commands.Forms;

/// <summary>What is wrong with a member of a payload.</summary>
/// <param name="Path">The member's path.</param>
/// <param name="Message">What is wrong, in a sentence that stands beside its field.</param>
/// <param name="IsMissing">Whether it is only that it is not there yet.</param>
public sealed record FormFault(string Path, string Message, bool IsMissing)
{
    /// <summary>The fault as the specification's check found it.</summary>
    public static FormFault Of(PayloadFault fault) => fault.Flag == FrameFlags.MissingMember
        ? new(fault.Path, Texts.Say("This is needed."), true)
        : new(fault.Path, Recorded.Say($"{char.ToUpperInvariant(fault.What[0])}{fault.What[1..]}."), false);
}
