using Bunit;
using ChargingConsole.Auth;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

/// <summary>What an operator does beside the chargers: pending at once, and one toast that tells how it ended.</summary>
public sealed class ActTests : ConsoleContext
{
    private ActDesk Acts => Services.GetRequiredService<ActDesk>();

    [Fact]
    public async Task A_toast_is_there_before_the_act_has_ended_and_the_same_one_tells_how_it_ended()
    {
        var toasts = Render<MudSnackbarProvider>();
        var ending = new TaskCompletionSource<ActEnd>();

        var act = toasts.InvokeAsync(() => Acts.RunAsync("Block TAG-1", () => ending.Task));
        Until(() => Assert.Equal("One moment…", Only(toasts).QuerySelector(".asking")!.TextContent));
        Assert.Equal("Block TAG-1", Only(toasts).QuerySelector(".toast-title")!.TextContent);

        ending.SetResult(new ActEnd("TAG-1 is blocked."));
        Assert.True(await act);
        Until(() => Assert.Equal("TAG-1 is blocked.", Only(toasts).QuerySelector(".toast-end.is-available")!.TextContent.Trim()));
        Assert.Null(Only(toasts).QuerySelector(".asking"));
    }

    [Fact]
    public async Task A_good_end_goes_by_itself_and_a_bad_one_stays()
    {
        var toasts = Render<MudSnackbarProvider>();
        var shown = Services.GetRequiredService<ISnackbar>();

        await toasts.InvokeAsync(() => Acts.RunAsync("One", () => Task.FromResult(new ActEnd("Saved."))));
        await toasts.InvokeAsync(() => Acts.RunAsync("Two", () => Task.FromResult(ActEnd.Failed("It was resolved meanwhile."))));
        Assert.Equal(2, shown.ShownSnackbars.Count());
        Clock.Advance(TimeSpan.FromSeconds(10));

        Until(() => Assert.Contains("It was resolved meanwhile.", Only(toasts).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_away_and_a_fault_of_ours_are_told_in_the_same_toast()
    {
        var toasts = Render<MudSnackbarProvider>();

        Assert.False(await toasts.InvokeAsync(() => Acts.RunAsync("Save", () => throw new DatabaseUnavailableException("gone"))));
        Until(() => Assert.Contains("The database went away before this was done.", Only(toasts).TextContent, StringComparison.Ordinal));
        Assert.NotNull(Only(toasts).QuerySelector(".is-faulted"));
    }

    [Fact]
    public async Task Who_may_not_is_told_so_and_nothing_is_done()
    {
        var toasts = Render<MudSnackbarProvider>();
        Authorization.SetRoles("Viewer");
        var isDone = false;

        Assert.False(await toasts.InvokeAsync(() => Acts.RunAsync("Save", () =>
        {
            isDone = true;
            return Task.FromResult(new ActEnd("Saved."));
        })));
        Assert.False(isDone);
        Until(() => Assert.Contains("Operators may do this; you are a viewer.", Only(toasts).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_tells_its_failure_in_its_own_place_and_the_toast_goes()
    {
        var toasts = Render<MudSnackbarProvider>();
        string? told = null;

        await toasts.InvokeAsync(() => Acts.RunAsync("Save", () => Task.FromResult(ActEnd.Failed("It needs a name.")), AccessRole.Operator, why => told = why));
        Assert.Equal("It needs a name.", told);
        Assert.Empty(Services.GetRequiredService<ISnackbar>().ShownSnackbars);
    }

    [Fact]
    public async Task What_is_taken_back_is_told_in_the_same_toast()
    {
        var toasts = Render<MudSnackbarProvider>();
        await toasts.InvokeAsync(() => Acts.RunAsync("Delete TAG-1", () => Task.FromResult(new ActEnd("TAG-1 is deleted.") { Undo = () => Task.FromResult(new ActEnd("TAG-1 is back.")) })));

        Until(() => toasts.Click(() => Only(toasts).QuerySelector("[data-testid=undo]")!));
        Until(() => Assert.Contains("TAG-1 is back.", Only(toasts).TextContent, StringComparison.Ordinal));
        Assert.Empty(toasts.FindAll("[data-testid=undo]"));
    }

    [Fact]
    public void A_button_shows_that_it_is_at_work_and_takes_no_second_press()
    {
        var ending = new TaskCompletionSource();
        var presses = 0;
        var button = Render<ActButton>(parameters => parameters.Add(shown => shown.Pressed, () =>
        {
            presses++;
            return ending.Task;
        }).AddChildContent("Block"));

        button.Click("button");
        Assert.Equal("true", button.Find("button.busy").GetAttribute("aria-busy"));
        button.Click("button");
        Assert.Equal(1, presses);

        ending.SetResult();
        Until(() => Assert.Empty(button.FindAll("button.busy")));
    }

    [Fact]
    public void A_page_that_acts_shows_one_toast()
    {
        var toasts = Render<MudSnackbarProvider>();
        var page = Render<IdTagsPage>();

        page.Click("[data-testid=block]");
        Until(() => Assert.Equal("APP_USER is blocked. A session that runs goes on.", Only(toasts).QuerySelector(".toast-end")!.TextContent.Trim()));
    }

    [Fact]
    public void Nobody_shows_toasts_but_the_two_desks() =>
        Assert.Equal(
            ["ChargingConsole/Components/Acts/ActDesk.cs", "ChargingConsole/Components/Commands/OperatorDesk.cs"],
            SourceTree.Files.Where(file => file.Path.StartsWith("ChargingConsole/", StringComparison.Ordinal) && file.Text.Contains("ISnackbar", StringComparison.Ordinal)).Select(file => file.Path).Order(StringComparer.Ordinal));

    private static AngleSharp.Dom.IElement Only(IRenderedComponent<MudSnackbarProvider> toasts) => Assert.Single(toasts.FindAll("[data-testid=act-toast]"));
}
