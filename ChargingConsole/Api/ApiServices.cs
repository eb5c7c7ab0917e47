using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChargingConsole.Api;

/// <summary>What REST and the hub need.</summary>
internal static class ApiServices
{
    /// <summary>Adds JSON in snake_case, problem details, the health checks, OpenAPI and the hub.</summary>
    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<IdTagRegister>();
        services.AddProblemDetails();
        // Thrown rather than answered on the spot, so that every refusal gets the same form.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => Shape(options.SerializerOptions));
        services.AddSignalR()
            .AddHubOptions<LiveHub>(options =>
            {
                options.MaximumReceiveMessageSize = 16 * 1024;
                options.StreamBufferCapacity = 1;
            })
            .AddJsonProtocol(options => Shape(options.PayloadSerializerOptions));
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [HealthApi.Ready], timeout: TimeSpan.FromSeconds(2));
        services.AddSingleton<LiveStreams>();
        services.AddSingleton<StopDesk>();
        services.AddSingleton<MessageExports>();
        services.AddSingleton<MessageExportApi>();
        services.AddApiDocs();
        return builder;
    }

    /// <summary>snake_case, UTC with Z, nulls written, and no number taken from a text.</summary>
    internal static void Shape(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new UtcTimeConverter());
    }
}
