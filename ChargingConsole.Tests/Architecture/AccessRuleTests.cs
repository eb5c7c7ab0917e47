using ChargingConsole.Hosting;
using ChargingConsole.Tests.Auth;
using Microsoft.AspNetCore.Routing;

namespace ChargingConsole.Tests.Architecture;

public sealed class AccessRuleTests
{
    private static readonly string s_howTo = $"""


        What to do: {AccessRules.File} has one line for each endpoint, page and hub method: METHOD PATH WHO. WHO is
        open (AllowAnonymous), own (Policies.Own: drivers and partners too, kept to what is theirs by Reach), charging (Policies.Charging),
        viewer (the rule when nothing is said), operator or administrator (RequireAuthorization(Policies.…) where it is mapped, [Authorize(Policy = …)] on a page).
        Auth/AccessMatrixTests then calls it as every role.
        """;

    [Fact]
    public async Task Every_endpoint_page_and_hub_method_has_a_line_that_says_whom_it_is_for()
    {
        await using var app = ConsoleHost.Build(["--environment=Production"]);
        var mapped = AccessRules.Mapped(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)).ToHashSet();
        var ruled = AccessRules.Read().Select(rule => (rule.Method, rule.Path)).ToHashSet();

        var missing = mapped.Except(ruled).Select(call => $"{call.Method} {call.Path}").Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"Nobody said who may call:\n{string.Join('\n', missing)}{s_howTo}");
        var gone = ruled.Except(mapped).Select(call => $"{call.Method} {call.Path}").Order(StringComparer.Ordinal).ToList();
        Assert.True(gone.Count == 0, $"There is a line for what is not there:\n{string.Join('\n', gone)}{s_howTo}");
    }

    [Fact]
    public void No_endpoint_has_two_lines_that_differ() =>
        Assert.Empty(AccessRules.Read().Distinct().GroupBy(rule => (rule.Method, rule.Path)).Where(group => group.Count() > 1).Select(group => string.Join(" and ", group)));
}
