using Bunit;
using Bunit.TestDoubles;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

/// <summary>A page whose database is away says so, keeps standing, and comes back.</summary>
public sealed class DatabaseAwayTests : ConsoleContext
{
    private readonly NoAccounts _accounts = new();

    public DatabaseAwayTests() => Services.AddSingleton(new OwnAccount(_accounts, null!, null!, null!));

    [Fact]
    public void The_settings_stay_usable_and_what_was_normalised_is_read_when_asked_again()
    {
        var chargePoint = AddCharger("CP-1", true, ConnectorStatus.Available);
        TakeDatabaseAway();
        var tab = Render<SettingsTab>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        Until(() => Assert.NotNull(tab.Find("[data-testid=quirks-error]")));
        Assert.NotNull(tab.Find("[data-testid=save-settings]"));

        BringDatabaseBack();
        tab.Click("[data-testid=quirks-again]");

        Until(() => Assert.NotNull(tab.Find("[data-testid=no-quirks]")));
    }

    [Fact]
    public async Task More_certificate_requests_that_could_not_be_read_come_back_by_themselves()
    {
        var charger = AddCharger("CP-1", false, ConnectorStatus.Available);
        var unit = new UnitOfWork();
        for (var id = 1; id <= 60; id++)
        {
            unit.Insert(new CertificateRequestRow { Id = id, ChargePointKey = charger.Key, Csr = "-", Subject = "CN=CP-1", ReceivedAt = Clock.GetUtcNow(), State = CertificateRequestState.Declined });
        }

        await Services.GetRequiredService<CommitQueue>().CommitAsync(unit);
        var page = Render<CertificatesPage>();
        Until(() => Assert.Equal(50, page.FindAll("[data-testid=request-row]").Count));

        TakeDatabaseAway();
        page.Click("[data-testid=requests-more]");
        Until(() => Assert.NotNull(page.Find("[data-testid=requests-error]")));
        BringDatabaseBack();

        Until(() => Assert.Equal(50, page.FindAll("[data-testid=request-row]").Count));
        page.Click("[data-testid=requests-more]");
        Until(() => Assert.Equal(60, page.FindAll("[data-testid=request-row]").Count));
    }

    [Fact]
    public void A_session_that_could_not_be_read_comes_back_by_itself()
    {
        TakeDatabaseAway();
        var page = Render<SessionPage>(parameters => parameters.Add(view => view.TransactionId, 4711));
        Until(() => Assert.NotNull(page.Find("[data-testid=session-error]")));

        BringDatabaseBack();

        Until(() => Assert.NotNull(page.Find("[data-testid=session-unknown]")));
    }

    [Fact]
    public void An_account_that_could_not_be_read_can_be_asked_for_again()
    {
        Authorization.SetClaims(new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.NameIdentifier, "1"));
        var page = Render<AccountPage>();
        Until(() => Assert.NotNull(page.Find("[data-testid=account-error]")));

        page.Click("[data-testid=account-again]");

        Until(() => Assert.Equal(2, _accounts.Asked));
        Assert.NotNull(page.Find("[data-testid=account-error]"));
    }
}
