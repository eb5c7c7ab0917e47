namespace ChargingConsole.Components.Dialogs;

/// <summary>What an operator is asked before something is done.</summary>
/// <param name="Title">The question.</param>
/// <param name="Text">What will happen.</param>
/// <param name="Act">The word on the button that goes on.</param>
/// <param name="Typed">What has to be typed first, where the harm is great.</param>
/// <param name="IsHarm">Whether it does harm.</param>
public sealed record Question(string Title, string Text, string Act, string? Typed = null, bool IsHarm = true);
