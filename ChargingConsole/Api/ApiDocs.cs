using ChargingConsole.Auth;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace ChargingConsole.Api;

/// <summary>The API's description and a page to try it on.</summary>
internal static class ApiDocs
{
    /// <summary>Where the page is.</summary>
    public const string Page = "/api-docs";

    public static void AddApiDocs(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ChargingConsole",
                Version = "v1",
                Description = "Chargers, sessions and commands of an OCPP 1.6J central system. JSON in snake_case, times in UTC with Z. Errors are problem details with a stable code; start and stop answer refusals with 200 and success false.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["ApiKey"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = AccessKeys.Header,
                Description = "An API key, made at /api-keys or by POST /api/keys.",
            };
            document.Components.SecuritySchemes["Bearer"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The access token of /api/users/login, 30 minutes.",
            };
            // Either of them.
            document.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("ApiKey", document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("Bearer", document)] = [] },
            ];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // What our own converters read and write, which the generator cannot know.
            var type = context.JsonTypeInfo.Type;
            if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
            {
                schema.Type = Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            }
            else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(Flag))
            {
                schema.Type = JsonSchemaType.Boolean;
                schema.Properties = null;
            }

            return Task.CompletedTask;
        });
    });

    public static void MapApiDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Own);
        routes.MapScalarApiReference(Page, (options, context) =>
        {
            options.Title = "ChargingConsole API";
            options.DynamicBaseServerUrl = true;
            // Nothing is loaded from, or told to, anywhere else.
            options.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton();
            options.AddPreferredSecuritySchemes("ApiKey");
            options.WithNonce(SecurityHeaders.Nonce(context));
        }).RequireAuthorization(Policies.Own);
    }
}
