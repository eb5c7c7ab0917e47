using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Auth;

public sealed class AppSignInTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    [Fact]
    public async Task The_app_registers_signs_in_and_finds_itself()
    {
        var (id, _, _, tag) = await production.RegisterAsync("ada@example.com");
        Assert.Equal($"APP{id}", tag);
        using var app = production.NewBrowser();
        var answer = (await LoginAsync(app, "ADA@example.com")).Ok();
        Has(answer, ("success", true), ("token_type", "bearer"), ("expires_in", 1800));
        Assert.Equal(answer.GetProperty("token").GetString(), answer.GetProperty("access_token").GetString());
        Has(answer.GetProperty("user"), ("id", id), ("email", "ada@example.com"), ("phone", "+49 30 1"), ("name", "Dora"), ("avatar_url", null), ("wallet_balance", 0), ("wallet_points", 0));

        using var driver = production.NewClient("Authorization", $"Bearer {answer.GetProperty("access_token").GetString()}");
        Has((await driver.ReadAsync($"/api/users/{id}")).Ok(), ("name", "Dora"));
        Has((await driver.CallAsync(HttpMethod.Put, $"/api/users/{id}", """{"name":"Ada L."}""")).Ok(), ("name", "Ada L."), ("phone", "+49 30 1"));
        Assert.Equal(tag, Assert.Single((await driver.ReadAsync("/api/id-tags")).Ok().EnumerateArray()).GetProperty("id_tag").GetString());
    }

    [Fact]
    public async Task Others_do_not_exist_for_a_driver()
    {
        var (other, _, _, tag) = await production.RegisterAsync("bea@example.com");
        var (_, access, _, _) = await production.RegisterAsync("carl@example.com");
        using var driver = production.NewClient("Authorization", $"Bearer {access}");
        (await driver.ReadAsync($"/api/users/{other}")).Problem(HttpStatusCode.NotFound);
        (await driver.CallAsync(HttpMethod.Put, $"/api/users/{other}", """{"name":"x"}""")).Problem(HttpStatusCode.NotFound);
        (await driver.ReadAsync($"/api/id-tags/{tag}")).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_refusal_is_200_and_says_why()
    {
        await production.RegisterAsync("dan@example.com");
        using var app = production.NewBrowser();
        Refused(await LoginAsync(app, "dan@example.com", "wrong"), "Invalid email or password");
        Refused(await LoginAsync(app, "nobody@example.com"), "Invalid email or password");
        Refused(await app.WriteAsync("/api/users/register", $$"""{"email":"dan@example.com","password":"{{AppCalls.Password}}"}"""), "Email already registered");
        Refused(await app.WriteAsync("/api/users/register", $$"""{"email":"no address","password":"{{AppCalls.Password}}"}"""), "Please enter a valid email address");
        Assert.Contains("12", Refused(await app.WriteAsync("/api/users/register", """{"email":"new@example.com","password":"short"}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeated_failures_lock_the_account_for_a_while()
    {
        await production.RegisterAsync("eve@example.com");
        using var app = production.NewBrowser();
        for (var i = 0; i < 8; i++)
        {
            await LoginAsync(app, "eve@example.com", "wrong");
        }

        Assert.Contains("temporarily locked", Refused(await LoginAsync(app, "eve@example.com")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_is_rotated_and_an_old_one_ends_the_sign_in()
    {
        var (id, access, first, _) = await production.RegisterAsync("fay@example.com");
        using var app = production.NewBrowser();
        var second = (await RefreshAsync(app, first)).Ok().GetProperty("refresh_token").GetString()!;
        // An answer that was lost, or a second call beside the first.
        var again = (await RefreshAsync(app, first)).Ok().GetProperty("refresh_token").GetString()!;
        var renewed = (await RefreshAsync(app, second)).Ok();
        using var driver = production.NewClient("Authorization", $"Bearer {renewed.GetProperty("access_token").GetString()}");
        (await driver.ReadAsync($"/api/users/{id}")).Ok();

        (await RefreshAsync(app, again)).Problem(HttpStatusCode.Unauthorized);
        (await RefreshAsync(app, renewed.GetProperty("refresh_token").GetString()!)).Problem(HttpStatusCode.Unauthorized);
        (await driver.ReadAsync($"/api/users/{id}")).Problem(HttpStatusCode.Unauthorized);
        using var before = production.NewClient("Authorization", $"Bearer {access}");
        (await before.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_nobody_took_up_before_the_one_before_it_was_shown_again_is_a_copy()
    {
        var clock = new JumpingClock();
        await using var console = await RunningConsole.StartOnAsync(null, builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)), "environment=Production", "Access:Registration=true");
        using var app = new HttpClient { BaseAddress = console.Web.BaseAddress };
        var (_, _, first, _) = await AppCalls.RegisterAsync(app, "ivy@example.com");
        var lost = (await RefreshAsync(app, first)).Ok().GetProperty("refresh_token").GetString()!;
        clock.Jump(TimeSpan.FromMinutes(2));
        var next = (await RefreshAsync(app, first)).Ok();
        (await RefreshAsync(app, lost)).Problem(HttpStatusCode.Unauthorized);
        (await RefreshAsync(app, next.GetProperty("refresh_token").GetString()!)).Problem(HttpStatusCode.Unauthorized);
        app.DefaultRequestHeaders.Authorization = new("Bearer", next.GetProperty("access_token").GetString());
        (await app.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_out_ends_the_access_token_at_once_and_leaves_other_phones_alone()
    {
        var (_, access, refresh, _) = await production.RegisterAsync("gus@example.com");
        using var app = production.NewBrowser();
        var other = (await LoginAsync(app, "gus@example.com")).Ok().GetProperty("access_token").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await app.WriteAsync("/api/auth/logout", $$"""{"refresh_token":"{{refresh}}"}""")).Status);
        using var signedOut = production.NewClient("Authorization", $"Bearer {access}");
        (await signedOut.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
        using var still = production.NewClient("Authorization", $"Bearer {other}");
        (await still.ReadAsync("/api/chargers")).Ok();
    }

    [Fact]
    public async Task What_is_no_token_of_ours_is_told_401_and_nothing_more()
    {
        using var app = production.NewBrowser();
        foreach (var refresh in new[] { "x", "", new string('a', 43) })
        {
            (await RefreshAsync(app, refresh)).Problem(HttpStatusCode.Unauthorized);
        }

        using var forged = production.NewClient("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.");
        (await forged.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_password_and_no_token_lies_in_the_database_or_the_log()
    {
        var (_, access, refresh, _) = await production.RegisterAsync("hal@example.com");
        foreach (var file in Directory.GetFiles(production.Console.Folder, "charging.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
            foreach (var secret in new[] { AppCalls.Password, access, refresh })
            {
                Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) < 0, Path.GetFileName(file));
            }
        }

        Assert.DoesNotContain(production.Console.Log, line => line.Contains(refresh, StringComparison.Ordinal) || line.Contains(AppCalls.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_registers_in_production_unless_it_is_configured_and_sign_ins_of_an_address_are_limited()
    {
        await using var console = await RunningConsole.StartAsync("environment=Production", "Access:Limits:SignInsPerAddress=3");
        using var app = new HttpClient { BaseAddress = console.Web.BaseAddress };
        Assert.Contains("closed", Refused(await app.WriteAsync("/api/users/register", $$"""{"email":"new@example.com","password":"{{AppCalls.Password}}"}""")), StringComparison.Ordinal);
        await LoginAsync(app, "new@example.com");
        await LoginAsync(app, "new@example.com");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/users/login") { Content = new StringContent("""{"email":"a@b.cd","password":"x"}""", System.Text.Encoding.UTF8, "application/json") };
        using var response = await app.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 300);
        (await LoginAsync(app, "new@example.com")).Problem(HttpStatusCode.TooManyRequests);
    }

    private static string Refused(ApiAnswer answer, string? message = null)
    {
        var json = answer.Ok();
        Assert.False(json.GetProperty("success").GetBoolean());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("access_token").ValueKind);
        Assert.Equal(message ?? json.GetProperty("message").GetString(), json.GetProperty("message").GetString());
        return json.GetProperty("message").GetString()!;
    }

    private static Task<ApiAnswer> LoginAsync(HttpClient app, string email, string password = AppCalls.Password) =>
        app.WriteAsync("/api/users/login", $$"""{"email":"{{email}}","password":"{{password}}"}""");

    private static Task<ApiAnswer> RefreshAsync(HttpClient app, string refresh) => app.WriteAsync("/api/auth/refresh", $$"""{"refresh_token":"{{refresh}}"}""");
}
