using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ChargingConsole.Api;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>How often programs may call (section <c>Access:Limits</c>). The app asks about 36 times a minute for each user.</summary>
internal sealed class RequestLimitOptions
{
    /// <summary>Requests a minute of one key or user; as many at once.</summary>
    [Range(1, 1_000_000)]
    public int PerCallerPerMinute { get; set; } = 600;

    /// <summary>Requests a minute from one address, signed in or not; many phones share one behind their network's gateway.</summary>
    [Range(1, 1_000_000)]
    public int PerAddressPerMinute { get; set; } = 6000;

    /// <summary>Sign-ins and registrations of the app from one address within <see cref="SignInWindowSeconds"/>.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerAddress { get; set; } = 15;

    /// <summary>The window of <see cref="SignInsPerAddress"/> in seconds.</summary>
    [Range(1, 86_400)]
    public int SignInWindowSeconds { get; set; } = 300;
}

/// <summary>
/// Keeps one caller, or one address, from taking what is everybody's. The framework's own middleware never disposes
/// its limiters, and their timers keep a stopped app in memory; this one owns them.
/// </summary>
internal sealed class RequestLimits : IMiddleware, IDisposable
{
    /// <summary>The policy of signing in.</summary>
    public const string SignIns = "sign-ins";

    private readonly PartitionedRateLimiter<HttpContext>[] _limiters;
    private readonly PartitionedRateLimiter<HttpContext> _all;

    public RequestLimits()
    {
        _limiters =
        [
            PartitionedRateLimiter.Create<HttpContext, string>(OfAddress),
            PartitionedRateLimiter.Create<HttpContext, string>(OfCaller),
            PartitionedRateLimiter.Create<HttpContext, string>(OfSignIn),
        ];
        _all = PartitionedRateLimiter.CreateChained(_limiters);
    }

    /// <inheritdoc/>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = _all.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        // The body is that of every problem; a limiter that cannot say when is asked again in a second.
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _all.Dispose();
        foreach (var limiter in _limiters)
        {
            limiter.Dispose();
        }
    }

    private static RateLimitPartition<string> OfAddress(HttpContext context) =>
        IsFree(context) ? RateLimitPartition.GetNoLimiter("") : Bucket("address " + Address(context), Options(context).PerAddressPerMinute);

    private static RateLimitPartition<string> OfCaller(HttpContext context) =>
        IsFree(context) || context.User.Identity is not { IsAuthenticated: true, Name: { } name }
            ? RateLimitPartition.GetNoLimiter("")
            : Bucket("caller " + name, Options(context).PerCallerPerMinute);

    private static RateLimitPartition<string> OfSignIn(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != SignIns
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(Address(context), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = Options(context).SignInsPerAddress,
                Window = TimeSpan.FromSeconds(Options(context).SignInWindowSeconds),
            });

    private static RateLimitPartition<string> Bucket(string key, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute,
        // A tenth every six seconds, or one at a time where that would be less than one.
        TokensPerPeriod = Math.Max(1, perMinute / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(perMinute < 10 ? 60.0 / perMinute : 6),
        QueueLimit = 0,
    });

    /// <summary>Pages and files are not counted, and neither is whoever sits at the machine itself in Development.</summary>
    private static bool IsFree(HttpContext context) =>
        !ProblemPipeline.IsApi(context.Request) || context.Request.Path.StartsWithSegments("/health") || context.User.Identity?.AuthenticationType == LoopbackDoor.SchemeName;

    /// <summary>The caller's address; of IPv6 the network, since a household has as many addresses as it likes.</summary>
    private static string Address(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static RequestLimitOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<RequestLimitOptions>>().Value;
}
