using Bunit;
using ChargingConsole.Components;
using ChargingConsole.Components.Dialogs;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class KeysDialogTests : ConsoleContext
{
    [Fact]
    public async Task Single_keys_are_switched_off_and_stay_so_in_the_browser()
    {
        var dialogs = Render<MudDialogProvider>();
        // What the browser remembers goes through its module, which the layout opens.
        var module = JSInterop.SetupModule("/js/console.js");
        module.Mode = JSRuntimeMode.Loose;
        await Services.GetRequiredService<Viewer>().MeetAsync("/js/console.js", Microsoft.JSInterop.DotNetObjectReference.Create(this));
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<KeysDialog>("Keyboard"));
        Until(() => Assert.True(dialogs.Find("[data-testid=single-keys]").HasAttribute("checked")));

        dialogs.Change("[data-testid=single-keys]", false);

        Assert.False(Services.GetRequiredService<Viewer>().HasSingleKeys);
        Assert.Equal(["single-keys", "off"], module.Invocations["remember"].Single().Arguments);
        dialogs.Change("[data-testid=single-keys]", true);
        Assert.Equal(["single-keys", "on"], module.Invocations["remember"][^1].Arguments);
    }
}
