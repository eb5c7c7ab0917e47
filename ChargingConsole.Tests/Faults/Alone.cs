namespace ChargingConsole.Tests.Faults;

/// <summary>For tests that count what the whole process does, or need all of the machine.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
