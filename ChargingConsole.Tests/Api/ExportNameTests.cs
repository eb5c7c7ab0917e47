using ChargingConsole.Api;

namespace ChargingConsole.Tests.Api;

public sealed class ExportNameTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    [Theory]
    [InlineData("/api/sessions/csv", "sessions.csv")]
    [InlineData("/api/sessions/csv?charge_point_id_contains=dem&status=active&from=2026-01-01T00:00:00Z&to=2026-01-31T23:00:00Z", "sessions_charger-dem_status-active_from-2026-01-01_before-2026-01-31T2300Z.csv")]
    [InlineData("/api/sessions/csv?site=Depot%20%2F%20North&id_tag=APP_USER", "sessions_site-Depot-North_tag-APP-USER.csv")]
    [InlineData("/api/commands/csv?action=Reset&state=rejected", "commands_action-Reset_state-rejected.csv")]
    [InlineData("/api/reports/csv?by=charger&site=Depot", "report-by-charger_site-Depot.csv")]
    [InlineData("/api/audit/csv?who=Anna&what=id_tag.", "audit_who-Anna_what-id-tag.csv")]
    [InlineData("/api/audit/ndjson?way=page", "audit_way-page.ndjson")]
    [InlineData("/api/id-tag-export?q=..%2F%22a%22%0D%0Ab&status=blocked", "id-tags_text-a-b_status-blocked.csv")]
    public async Task The_name_of_a_file_says_what_it_was_narrowed_to(string path, string name)
    {
        using var file = await fixture.Console.Web.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(name, file.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
    }

    [Fact]
    public void A_value_of_other_letters_leaves_its_word_and_a_long_one_is_cut()
    {
        Assert.Equal("x_tag_site-abcdefghijklmnopqrstuvwx.csv", ExportName.Of("x", "csv", ("tag", "充电"), ("site", "abcdefghijklmnopqrstuvwxyz"), ("from", null)));
        Assert.True(ExportName.Of("x", "csv", [.. Enumerable.Repeat(("word", (string?)new string('a', 99)), 20)]).Length < 160);
    }
}
