using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Tests.Shared;

/// <summary>Keeps what a running app logs at Error or above, and everything else for looking at.</summary>
internal sealed class ErrorLog : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(ErrorLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {category}: {formatter(state, exception)} {exception}";
            log.All.Enqueue(line);
            if (logLevel >= LogLevel.Error)
            {
                log.Lines.Enqueue(line);
            }
        }
    }
}
