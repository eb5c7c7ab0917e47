using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace ChargingConsole.Core.Data;

/// <summary>
/// How the database is reached: transient faults are retried with jitter, and after repeated failure a
/// circuit breaker answers at once, so that charge points are not kept waiting for what will not come.
/// </summary>
internal static partial class DatabasePipelines
{
    /// <summary>For start-up: patient, since a database server may come up after the app.</summary>
    public static ResiliencePipeline StartUp(DatabaseEngine engine, TimeProvider clock, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(engine.IsTransient),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(10),
                MaxRetryAttempts = 12,
                OnRetry = retry => Report(logger, retry),
            })
            .Build();

    /// <summary>For writes: a few quick tries, then the circuit opens for some seconds.</summary>
    public static ResiliencePipeline Writes(DatabaseEngine engine, TimeProvider clock, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<CommitInDoubtException>().Handle<Exception>(engine.IsTransient),
                FailureRatio = 1.0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(3),
            })
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<CommitInDoubtException>().Handle<Exception>(engine.IsTransient),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromSeconds(1),
                MaxRetryAttempts = 6,
                OnRetry = retry => Report(logger, retry),
            })
            .Build();

    private static ValueTask Report(ILogger logger, OnRetryArguments<object> retry)
    {
        Retrying(logger, retry.AttemptNumber + 1, retry.RetryDelay.TotalMilliseconds, retry.Outcome.Exception?.Message);
        return default;
    }

    [LoggerMessage(EventId = 100, Level = LogLevel.Warning, Message = "The database did not take the work (try {Attempt}); next try in {Delay:F0} ms: {Reason}")]
    private static partial void Retrying(ILogger logger, int attempt, double delay, string? reason);
}
