namespace ChargingConsole.Tests.EndToEnd;

/// <summary>Browser tests by themselves: two browsers beside each other on a small machine wait for each other and not for the app.</summary>
[CollectionDefinition(nameof(OneBrowser), DisableParallelization = true)]
public sealed class OneBrowser;
