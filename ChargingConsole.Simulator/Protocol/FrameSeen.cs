namespace ChargingConsole.Simulator.Protocol;

/// <summary>One message on the wire, as the charge point saw it.</summary>
/// <param name="IsSent">True from the charge point, false to it.</param>
/// <param name="Text">The message.</param>
public readonly record struct FrameSeen(bool IsSent, string Text);
