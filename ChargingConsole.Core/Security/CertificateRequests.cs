using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ChargingConsole.Core.Security;

/// <summary>The requests for certificates that are not settled, in memory; rows are on disk before they are here.</summary>
public sealed class CertificateRequests
{
    private readonly ConcurrentDictionary<long, CertificateRequestRow> _open = new();
    private readonly Channel<long> _work = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleReader = true });
    private long _lastId;
    private long _version;

    /// <summary>Counts up with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The requests that wait for an operator or for their charge point, oldest first.</summary>
    public IReadOnlyList<CertificateRequestRow> Open => [.. _open.Values.OrderBy(row => row.Id)];

    /// <summary>What the signer is to look at.</summary>
    internal ChannelReader<long> Work => _work.Reader;

    internal long NextId() => Interlocked.Increment(ref _lastId);

    internal void StartAfter(long lastId) => _lastId = lastId;

    internal CertificateRequestRow? Find(long id) => _open.GetValueOrDefault(id);

    /// <summary>What a charge point's newer request takes the place of.</summary>
    internal IEnumerable<CertificateRequestRow> SupersededBy(CertificateRequestRow newer) =>
        _open.Values.Where(row => row.ChargePointKey == newer.ChargePointKey && row.Id != newer.Id && row.State is (CertificateRequestState.Waiting or CertificateRequestState.Issued));

    /// <summary>Takes a request as it is on disk now.</summary>
    internal void Take(CertificateRequestRow row)
    {
        if (row.State is CertificateRequestState.Waiting or CertificateRequestState.Issued or CertificateRequestState.Sending)
        {
            _open[row.Id] = row;
        }
        else
        {
            _open.TryRemove(row.Id, out _);
        }

        Interlocked.Increment(ref _version);
    }

    /// <summary>Lets the signer look at a request, off the receive loop.</summary>
    internal void Hand(long id) => _work.Writer.TryWrite(id);
}
