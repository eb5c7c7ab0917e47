namespace ChargingConsole.Tests.Faults;

/// <summary>Waits for what has to happen soon.</summary>
internal static class Until
{
    public static Task TrueAsync(Func<bool> condition, string what, double seconds = 60) => TrueAsync(() => Task.FromResult(condition()), what, seconds);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, double seconds = 60)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (!await condition())
        {
            Assert.True(clock.GetElapsedTime(start).TotalSeconds < seconds, $"Within {seconds} s it was not so that {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
