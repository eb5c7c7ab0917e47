using System.Net;
using System.Security.Cryptography;

namespace ChargingConsole.Simulator.ChargePoints.Files;

/// <summary>A file that was downloaded and looked at, not kept.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Its hash, which signatures are made over.</param>
internal sealed record DownloadedFile(long Length, byte[] Sha256);

/// <summary>Real HTTP transfers of bounded size; a virtual charge point reaches this machine only.</summary>
internal static class FileTransfer
{
    private const long MostBytes = 256L << 20;

    private static readonly HttpClient s_http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>The URL when it is one that can be transferred to and from, else null.</summary>
    public static Uri? Reachable(string? location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.IsLoopback ? url : null;

    /// <summary>Null when there is no such file, or it is too large.</summary>
    public static async Task<DownloadedFile?> DownloadAsync(Uri url, CancellationToken cancellation)
    {
        try
        {
            using var response = await s_http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? await LookAtAsync(response.Content, cancellation).ConfigureAwait(false) : null;
        }
        catch (Exception e) when (IsBroken(e, cancellation))
        {
            return null;
        }
    }

    /// <summary>Puts the file, or posts it where PUT is not known; null when no answer came.</summary>
    public static async Task<HttpStatusCode?> UploadAsync(Uri url, byte[] file, CancellationToken cancellation)
    {
        try
        {
            var status = await SendAsync(HttpMethod.Put, url, file, cancellation).ConfigureAwait(false);
            return status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented
                ? await SendAsync(HttpMethod.Post, url, file, cancellation).ConfigureAwait(false)
                : status;
        }
        catch (Exception e) when (IsBroken(e, cancellation))
        {
            return null;
        }
    }

    private static async Task<HttpStatusCode> SendAsync(HttpMethod method, Uri url, byte[] file, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, url) { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new("text/plain");
        using var response = await s_http.SendAsync(request, cancellation).ConfigureAwait(false);
        return response.StatusCode;
    }

    private static async Task<DownloadedFile?> LookAtAsync(HttpContent content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var body = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var buffer = new byte[32 << 10];
            long length = 0;
            for (int read; (read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0; length += read)
            {
                if (length + read > MostBytes)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
            }

            return new DownloadedFile(length, hash.GetHashAndReset());
        }
    }

    private static bool IsBroken(Exception e, CancellationToken cancellation) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested);
}
