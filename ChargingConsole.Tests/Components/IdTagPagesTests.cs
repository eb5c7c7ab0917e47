using Bunit;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class IdTagPagesTests : ConsoleContext
{
    private IdTagBook Book => Services.GetRequiredService<IdTagBook>();

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Tags_are_listed_with_what_is_known_of_them_and_found_by_text_state_and_group()
    {
        await PutAsync("CHILD", tag => tag with { ParentIdTag = "FAMILY", MaxActiveTransactions = 2, Chargers = "CP-1", Note = "van" });
        await PutAsync("LATE", tag => tag with { ExpiresAt = Clock.GetUtcNow().AddDays(-1) });

        var page = Open("/id-tags");
        Assert.Equal(["APP_USER", "CHILD", "LATE"], Tags(page));
        Assert.Equal("3 tags", page.Find(".filters .count").TextContent);
        var child = page.FindAll("[data-testid=tag-row]")[1].TextContent;
        Assert.All(["Accepted", "FAMILY", "CP-1", "van"], text => Assert.Contains(text, child, StringComparison.Ordinal));
        Assert.Contains("Expired", page.FindAll("[data-testid=tag-row]")[2].TextContent, StringComparison.Ordinal);

        Assert.Equal(["LATE"], Tags(Open("/id-tags?status=expired")));
        Assert.Equal(["CHILD"], Tags(Open("/id-tags?q=VAN")));
        Assert.Equal(["CHILD"], Tags(Open("/id-tags?group=family")));
        Assert.Contains("No tag matches", Open("/id-tags?q=nobody").Find("[data-testid=tags-no-match]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_is_added_after_what_is_wrong_was_told()
    {
        var dialogs = Render<MudDialogProvider>();
        var page = Open("/id-tags");
        page.Click("[data-testid=add]");

        dialogs.Submit("form");
        Assert.Equal("The id tag is missing.", dialogs.Find("[data-testid=wrong]").TextContent);
        dialogs.Input("[data-testid=field-tag]", "app_user");
        dialogs.Submit("form");
        Until(() => Assert.Contains("already", dialogs.Find("[data-testid=wrong]").TextContent, StringComparison.Ordinal));

        dialogs.Input("[data-testid=field-tag]", "NEW-1");
        dialogs.Change("[data-testid=field-group]", "FAMILY");
        dialogs.Change("[data-testid=field-limit]", "1");
        dialogs.Input("[data-testid=field-chargers]", "CP-1\nCP-2");
        Assert.Contains("Never connected: CP-1, CP-2", dialogs.Markup, StringComparison.Ordinal);
        dialogs.Change("[data-testid=field-expires]", "2030-01-31T12:00:00");
        dialogs.Submit("form");

        Until(() => Assert.Contains("NEW-1", Tags(page)));
        var made = Book.Find("NEW-1")!;
        Assert.Equal(("FAMILY", 1, "CP-1\nCP-2"), (made.ParentIdTag, made.MaxActiveTransactions, made.Chargers));
        Assert.Equal(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero), made.ExpiresAt);
        // The list is read anew before the dialog is drawn away.
        Until(() => Assert.Empty(dialogs.FindAll("[data-testid=id-tag-dialog]")));
    }

    [Fact]
    public async Task A_tag_is_changed_and_keeps_what_was_not_touched()
    {
        var expiry = Clock.GetUtcNow().AddDays(1).AddSeconds(17);
        await PutAsync("OLD", tag => tag with { ExpiresAt = expiry, Note = "before" });
        var dialogs = Render<MudDialogProvider>();
        var page = Open("/id-tags?q=OLD");

        page.Click("[data-testid=edit]");
        dialogs.Change("[data-testid=field-note]", "after");
        dialogs.Submit("form");

        Until(() => Assert.Equal("after", Book.Find("OLD")!.Note));
        Assert.Equal(expiry, Book.Find("OLD")!.ExpiresAt);
    }

    [Fact]
    public void A_tag_is_blocked_and_let_in_again_with_one_click()
    {
        var page = Open("/id-tags");

        page.Click("[data-testid=block]");
        Until(() => Assert.Contains("Blocked", page.Find("[data-testid=tag-row]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Unblock APP_USER", page.Find("[data-testid=block]").GetAttribute("aria-label"));

        page.Click("[data-testid=block]");
        Until(() => Assert.Equal(IdTagStatus.Accepted, Book.Find("APP_USER")!.Status));
    }

    [Fact]
    public async Task A_tag_is_deleted_after_a_question_and_comes_back_with_undo()
    {
        await PutAsync("GONE", tag => tag with { ParentIdTag = "G", Note = "n" });
        var before = Book.Find("GONE");
        var dialogs = Render<MudDialogProvider>();
        var toasts = Render<MudSnackbarProvider>();
        var page = Open("/id-tags?q=GONE");

        page.Click("[data-testid=delete]");
        Assert.Contains("block it instead", dialogs.Find("[data-testid=harm]").TextContent, StringComparison.Ordinal);
        dialogs.Click("[data-testid=harm-confirm]");
        Until(() => Assert.Null(Book.Find("GONE")));

        Until(() => Assert.Contains(toasts.FindAll("button"), button => button.TextContent.Contains("Undo", StringComparison.Ordinal)));
        toasts.Click(() => toasts.FindAll("button").First(button => button.TextContent.Contains("Undo", StringComparison.Ordinal)));
        Until(() => Assert.Equal(before, Book.Find("GONE")));
    }

    [Fact]
    public void A_tag_that_was_seen_is_enrolled_with_one_click()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        var unknown = Services.GetRequiredService<UnknownIdTags>();
        unknown.Note("CARD-7", chargePoint, 1, Clock.GetUtcNow());
        unknown.Note("NOISE", chargePoint, null, Clock.GetUtcNow());
        var page = Open("/id-tags");
        Assert.Contains("1 time", page.Find("[data-testid=unknown-row]").TextContent, StringComparison.Ordinal);

        page.Click("[aria-label='Dismiss NOISE']");
        Assert.Single(page.FindAll("[data-testid=unknown-row]"));
        page.Click("[data-testid=enrol]");

        Until(() => Assert.Contains("CARD-7", Tags(page)));
        Until(() => Assert.Empty(page.FindAll("[data-testid=unknown-tags]")));
        Assert.True(Book.Authorize("CARD-7", starting: true).IsAccepted);
    }

    [Fact]
    public void A_list_is_shown_line_by_line_before_it_is_taken_in()
    {
        var dialogs = Render<MudDialogProvider>();
        var page = Open("/id-tags");
        page.Click("[data-testid=import]");
        var file = dialogs.FindComponent<InputFile>();

        file.UploadFiles(InputFileContent.CreateFromText("nonsense", "tags.csv"));
        Until(() => Assert.Contains("id_tag among them", dialogs.Find("[data-testid=wrong]").TextContent, StringComparison.Ordinal));
        Assert.True(dialogs.Find("[data-testid=apply]").HasAttribute("disabled"));

        file.UploadFiles(InputFileContent.CreateFromText("id_tag,status\nIMP-1,\nIMP-2,Lost\nAPP_USER,Blocked\n", "tags.csv"));
        Until(() => Assert.Equal(3, dialogs.FindAll("[data-testid=import-line]").Count));
        Assert.Contains("The status \"Lost\" is none of", dialogs.FindAll("[data-testid=import-line]")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("Import 2 tags", dialogs.Find("[data-testid=apply]").TextContent);
        Assert.Null(Book.Find("IMP-1"));

        dialogs.Click("[data-testid=apply]");
        Until(() => Assert.Contains("IMP-1", Tags(page)));
        Assert.Equal(IdTagStatus.Blocked, Book.Find("APP_USER")!.Status);
    }

    [Fact]
    public async Task The_page_of_a_tag_shows_its_group_and_its_sessions_and_offers_to_enrol_an_unknown_one()
    {
        await PutAsync("A/B", tag => tag with { ParentIdTag = "FAMILY" });
        await PutAsync("OTHER", tag => tag with { ParentIdTag = "family" });
        Navigation.NavigateTo("/id-tags/tag?id=A%2FB");
        var page = Render<IdTagPage>();
        Assert.Contains("FAMILY", page.Find("[data-testid=tag-facts]").TextContent, StringComparison.Ordinal);
        Assert.Contains("OTHER", page.Find("[data-testid=tag-facts]").TextContent, StringComparison.Ordinal);
        Until(() => Assert.NotNull(page.Find("[data-testid=sessions-empty]")));

        Navigation.NavigateTo("/id-tags/tag?id=STRANGER");
        page = Render<IdTagPage>();
        page.Click("[data-testid=enrol]");
        Until(() => Assert.NotNull(page.Find("[data-testid=tag-facts]")));
        Assert.NotNull(Book.Find("STRANGER"));
    }

    [Fact]
    public async Task Whoever_may_only_look_changes_nothing()
    {
        Authorization.SetRoles("Viewer");
        await Services.GetRequiredService<ChargingConsole.Components.Viewer>().IdentifyAsync();
        var page = Open("/id-tags");

        Assert.All(["add", "import", "edit", "block", "delete"], name => Assert.True(page.Find($"[data-testid={name}]").HasAttribute("disabled"), name));
        Assert.False(page.Find("[data-testid=export]").HasAttribute("disabled"));
    }

    private IRenderedComponent<IdTagsPage> Open(string address)
    {
        Navigation.NavigateTo(address);
        return Render<IdTagsPage>();
    }

    private static List<string> Tags(IRenderedComponent<IdTagsPage> page) => [.. page.FindAll("[data-testid=tag-row] td:first-child").Select(cell => cell.TextContent)];

    private Task<(IdTagRow Tag, bool IsNew)> PutAsync(string idTag, Func<IdTagRow, IdTagRow> change) => Services.GetRequiredService<IdTagRegister>().PutAsync(idTag, change, "test");
}
