using ChargingConsole.Api;
using ChargingConsole.Auth;
using ChargingConsole.Tests.Architecture;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace ChargingConsole.Tests.Auth;

/// <summary>A line of <c>access-rules.txt</c>: who may call what.</summary>
/// <param name="Method">An HTTP method, PAGE, or HUB for a method of the hub.</param>
/// <param name="Path">The route as it is mapped, or the hub method's name.</param>
/// <param name="Who">One of <see cref="AccessRules.Words"/>.</param>
internal sealed record AccessRule(string Method, string Path, string Who)
{
    /// <summary>Whether somebody with this role passes; null is nobody.</summary>
    public bool LetsIn(AccessScope? role) => AccessRules.Words[Who](role);

    public override string ToString() => $"{Method} {Path} {Who}";
}

/// <summary>The table of who may call what, and what there is to call.</summary>
internal static class AccessRules
{
    /// <summary>Where the table lies in the sources.</summary>
    public const string File = "ChargingConsole.Tests/Auth/access-rules.txt";

    /// <summary>The words of the table.</summary>
    public static readonly Dictionary<string, Func<AccessScope?, bool>> Words = new()
    {
        ["open"] = _ => true,
        ["own"] = role => role is not null,
        ["charging"] = role => role is AccessScope.Driver or AccessScope.Partner or >= AccessScope.Operator,
        ["viewer"] = role => role >= AccessScope.Viewer,
        ["operator"] = role => role >= AccessScope.Operator,
        ["administrator"] = role => role >= AccessScope.Administrator,
    };

    /// <summary>The table as it is written.</summary>
    public static IReadOnlyList<AccessRule> Read() =>
    [
        .. from line in System.IO.File.ReadLines(Path.Combine(SourceTree.Root, File))
           where line.Trim() is not ("" or ['#', ..])
           select line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var method, var path, var who] && Words.ContainsKey(who)
               ? new AccessRule(method, path, who)
               : throw new InvalidOperationException($"{File}: \"{line}\" is not METHOD PATH WHO, with WHO one of {string.Join(", ", Words.Keys)}."),
    ];

    /// <summary>Everything that answers on the web listener but files, and the methods of the hub.</summary>
    public static IEnumerable<(string Method, string Path)> Mapped(IEnumerable<Endpoint> endpoints) =>
        (from endpoint in endpoints.OfType<RouteEndpoint>()
         where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
         let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
         from method in endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null ? ["PAGE"] : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
         select (method, path))
        .Concat(typeof(LiveHub).GetMethods().Where(method => method.DeclaringType == typeof(LiveHub) && method.GetBaseDefinition() == method).Select(method => ("HUB", method.Name)))
        .Distinct();
}
