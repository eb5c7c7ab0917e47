using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Journal;

/// <summary>
/// Brings the journal to disk in batches. A batch is one more unit of work in the commit queue, so
/// it shares a commit with the transactions of that moment instead of competing for the disk.
/// </summary>
internal sealed partial class JournalWriter(FrameJournal journal, CommitQueue commits, TimeProvider clock, ILogger<JournalWriter> logger) : BackgroundService
{
    private static readonly TimeSpan s_gathering = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    private readonly List<ExchangeRow> _batch = new(UsualBatch);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reader = journal.Waiting;
        while (await reader.WaitToReadAsync(CancellationToken.None))
        {
            // What waits sets the pace: a fixed batch would fall behind where commits are slow.
            var limit = Math.Clamp(reader.Count, UsualBatch, LargestBatch);
            while (_batch.Count < limit && reader.TryRead(out var frame))
            {
                _batch.Add(frame);
            }

            await WriteAsync(stoppingToken);
            if (reader.Count < UsualBatch && !stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(s_gathering, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The sockets are closed by now: what is queued is the rest.
        journal.Complete();
        await base.StopAsync(cancellationToken);
    }

    private async Task WriteAsync(CancellationToken stoppingToken)
    {
        while (_batch.Count > 0)
        {
            var unit = new UnitOfWork();
            foreach (var frame in _batch)
            {
                unit.Insert(frame);
            }

            var lost = journal.TakeLost();
            if (lost > 0)
            {
                unit.Insert(Gap(lost));
                FramesLost(logger, lost);
            }

            try
            {
                await commits.CommitAsync(unit);
                _batch.Clear();
            }
            catch (DatabaseUnavailableException) when (!stoppingToken.IsCancellationRequested)
            {
                journal.PutBackLost(lost);
                await Task.Delay(s_retry, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e)
            {
                // A batch that can never be written must not stop those behind it.
                var frames = _batch.Sum(row => row.AnswerKind is null ? 1 : 2);
                WriteFailed(logger, e, frames);
                journal.PutBackLost(lost + frames);
                _batch.Clear();
            }
        }
    }

    private ExchangeRow Gap(int lost) => new()
    {
        Id = journal.NextId(),
        Timestamp = clock.GetUtcNow(),
        ChargePointKey = 0,
        Direction = FrameDirection.In,
        Kind = FrameKind.None,
        UniqueId = "",
        Payload = "",
        Gap = lost,
    };

    // Small enough that the transactions of the same commit hardly wait for it.
    private const int UsualBatch = 300;
    private const int LargestBatch = 3000;

    [LoggerMessage(EventId = 200, Level = LogLevel.Warning, Message = "The journal could not keep up: {Count} frames are not recorded; a gap row says so")]
    private static partial void FramesLost(ILogger logger, int count);

    [LoggerMessage(EventId = 201, Level = LogLevel.Error, Message = "{Count} frames could not be written to the journal")]
    private static partial void WriteFailed(ILogger logger, Exception exception, int count);
}
