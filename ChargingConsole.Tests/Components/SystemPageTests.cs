using Bunit;
using ChargingConsole.Components.Health;
using ChargingConsole.Components.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class SystemPageTests : ConsoleContext
{
    public SystemPageTests() => Services.AddScoped<SystemFacts>();

    [Fact]
    public void An_administrator_backs_up_with_one_button_and_sees_the_file()
    {
        Authorization.SetRoles("Administrator");
        var page = Render<SystemPage>();
        Assert.Contains("No backup yet", page.Markup, StringComparison.Ordinal);

        page.Click("[data-testid=back-up]");

        Until(() => Assert.Contains("is made", ToastText, StringComparison.Ordinal));
        Until(() =>
        {
            Assert.Single(page.FindAll("[data-testid=backups] tbody tr"));
            Assert.False(page.Find("[data-testid=back-up]").HasAttribute("disabled"));
        });
    }

    [Fact]
    public void Others_see_why_they_may_not()
    {
        var page = Render<SystemPage>();

        var button = page.Find("[data-testid=back-up]");
        Assert.True(button.HasAttribute("disabled"));
        Assert.Equal("Only an administrator may", button.GetAttribute("title"));
    }

    [Fact]
    public void It_tells_how_the_database_is_and_what_is_set()
    {
        var page = Render<SystemPage>();

        Assert.Equal("Takes what is written", page.Find("[data-testid=database-health]").TextContent);
        Assert.Contains(page.FindAll("[data-testid=settings] tr"), row => row.TextContent.Contains("Ocpp:HeartbeatSeconds", StringComparison.Ordinal) && row.TextContent.Contains("7200", StringComparison.Ordinal));
    }
}
