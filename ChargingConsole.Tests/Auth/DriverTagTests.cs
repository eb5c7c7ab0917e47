using System.Net;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Auth;

/// <summary>Which id tags a driver has, and what becomes of what is open when that changes.</summary>
public sealed class DriverTagTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    [Fact]
    public async Task A_tag_that_was_taken_away_does_not_come_back_with_the_next_sign_in()
    {
        var (id, _, _, tag) = await production.RegisterAsync("taken@example.com");
        await AssignAsync(id);
        var again = await LoginAsync("taken@example.com");
        Assert.Empty(again.GetProperty("user").GetProperty("id_tags").EnumerateArray());
        using var driver = production.NewClient("Authorization", $"Bearer {again.GetProperty("access_token").GetString()}");
        Has((await driver.WriteAsync("/api/charging/start", """{"charger_id":"ANY","connector_id":1,"id_tag":"APP_USER"}""")).Ok(), ("success", false), ("code", "invalid_id_tag"));

        // And what an administrator gives back stays.
        await AssignAsync(id, tag);
        Assert.Equal(tag, Assert.Single((await LoginAsync("taken@example.com")).GetProperty("user").GetProperty("id_tags").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Many_first_sign_ins_at_once_give_one_tag_and_no_error()
    {
        await using (var scope = production.Console.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
            var user = new ConsoleUser { UserName = "twins@example.com", Email = "twins@example.com", DisplayName = "Twins" };
            Assert.True((await users.CreateAsync(user, AppCalls.Password)).Succeeded);
            await users.AddToRoleAsync(user, ConsoleRole.Driver);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => LoginAsync("twins@example.com")));
        var tag = (await LoginAsync("twins@example.com")).GetProperty("user").GetProperty("id_tags");
        Assert.Equal(1, tag.GetArrayLength());
        Assert.All(answers, answer => Assert.Equal(tag.GetRawText(), answer.GetProperty("user").GetProperty("id_tags").GetRawText()));
    }

    [Fact]
    public async Task An_open_hub_connection_ends_at_once_when_a_tag_is_taken_away_and_when_the_user_is_disabled()
    {
        var (id, access, _, tag) = await production.RegisterAsync("hub@example.com");
        var (hub, closed) = await OpenHubAsync(access);
        await AssignAsync(id);
        await closed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await hub.DisposeAsync();

        // The token is good for a new connection, which goes by what the driver has now.
        (hub, closed) = await OpenHubAsync(access);
        await AssignAsync(id, tag);
        await closed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await hub.DisposeAsync();

        (hub, closed) = await OpenHubAsync(access);
        using var driver = production.NewClient("Authorization", $"Bearer {access}");
        (await driver.ReadAsync("/api/chargers")).Ok();
        Assert.Null(await production.Console.Get<UserRegister>().DisableAsync("anna", id, true));
        await closed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await hub.DisposeAsync();
        (await driver.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
        await Assert.ThrowsAnyAsync<Exception>(() => OpenHubAsync(access));
    }

    [Fact]
    public async Task An_open_hub_connection_ends_when_its_key_may_do_something_else_by_now()
    {
        var key = production.Console.Get<Microsoft.Extensions.Options.IOptionsMonitor<AccessOptions>>().CurrentValue.Keys.Single(known => known.Name == "Otto");
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(production.Console.Web.BaseAddress!, "hubs/live"), options => options.Headers.Add("X-API-Key", ProductionConsole.Operator)).Build();
        var closed = Closing(hub);
        await hub.StartAsync(TestContext.Current.CancellationToken);
        production.Console.Get<AccessWatch>().Tell();
        Assert.Equal(HubConnectionState.Connected, hub.State);
        key.Role = AccessRole.Viewer;
        try
        {
            production.Console.Get<AccessWatch>().Tell();
            await closed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
        finally
        {
            key.Role = AccessRole.Operator;
        }
    }

    [Fact]
    public async Task A_driver_who_may_also_look_at_everything_acts_on_the_own_sessions_only()
    {
        await using var charger = await RawCharger.BootAsync(production.Console.Ocpp, "LOOKER-1", 1);
        var (_, _, _, others) = await production.RegisterAsync("others@example.com");
        var session = await charger.BeginAsync(1, others);
        var (id, _, _, _) = await production.RegisterAsync("looker@example.com");
        Assert.Null(await production.Console.Get<UserRegister>().ChangeRoleAsync("anna", id, AccessRole.Viewer));
        var access = (await LoginAsync("looker@example.com")).GetProperty("access_token").GetString();
        using var looker = production.NewClient("Authorization", $"Bearer {access}");

        Has((await looker.ReadAsync($"/api/sessions/{session}")).Ok(), ("id_tag", others));
        Has((await looker.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{session}},"charger_id":"LOOKER-1"}""")).Ok(), ("success", false));
        Has((await looker.WriteAsync("/api/charging/start", $$"""{"charger_id":"LOOKER-1","connector_id":1,"id_tag":"{{others}}"}""")).Ok(), ("success", false), ("code", "invalid_id_tag"));
        Has((await looker.ReadAsync($"/api/sessions/{session}")).Ok(), ("status", "active"));
    }

    private static Task Closing(HubConnection hub)
    {
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        return closed.Task;
    }

    private async Task<(HubConnection Hub, Task Closed)> OpenHubAsync(string access)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(production.Console.Web.BaseAddress!, "hubs/live"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(access)).Build();
        var closed = Closing(hub);
        await hub.StartAsync(TestContext.Current.CancellationToken);
        return (hub, closed);
    }

    private async Task AssignAsync(int id, params string[] tags)
    {
        using var admin = production.NewClient("X-API-Key", ProductionConsole.Administrator);
        (await admin.CallAsync(HttpMethod.Put, $"/api/users/{id}/id-tags", $$"""{"id_tags":[{{string.Join(',', tags.Select(tag => $"\"{tag}\""))}}]}""")).Ok();
    }

    private async Task<System.Text.Json.JsonElement> LoginAsync(string email)
    {
        using var app = production.NewBrowser();
        var answer = (await app.WriteAsync("/api/users/login", $$"""{"email":"{{email}}","password":"{{AppCalls.Password}}"}""")).Ok();
        Has(answer, ("success", true));
        return answer;
    }
}
