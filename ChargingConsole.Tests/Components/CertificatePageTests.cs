using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bunit;
using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Security;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using TestContext = Xunit.TestContext;

namespace ChargingConsole.Tests.Components;

public sealed class CertificatePageTests : ConsoleContext
{
    [Fact]
    public async Task An_authority_is_made_and_an_operator_signs_what_waits()
    {
        Authorization.SetRoles("Administrator");
        var charger = AddCharger("CP-1", false, ConnectorStatus.Available);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var csr = new CertificateRequest("CN=CP-1", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        var waiting = new CertificateRequestRow { Id = 7, ChargePointKey = charger.Key, Csr = csr, Subject = "CN=CP-1", ReceivedAt = Clock.GetUtcNow(), State = CertificateRequestState.Waiting };
        var unit = new UnitOfWork();
        unit.Insert(waiting);
        await Services.GetRequiredService<CommitQueue>().CommitAsync(unit);
        Services.GetRequiredService<CertificateRequests>().Take(waiting);
        var dialogs = Render<MudDialogProvider>();
        var page = Render<CertificatesPage>();
        Until(() => Assert.NotNull(page.Find("[data-testid=request-row]")));

        page.Click("[data-testid=make]");
        page.Change("[data-testid=name]", "Our CA");
        page.Submit("[data-testid=authority-form]");
        Until(() => Assert.Contains("CN=Our CA", page.Find("[data-testid=authority]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("PRIVATE", page.Markup, StringComparison.Ordinal);

        page.Click("[data-testid=approve]");
        Until(() => dialogs.Click("[data-testid=question-yes]"));

        Until(() => Assert.Contains("Signed, to be delivered", page.Find("[data-testid=request-row]").TextContent, StringComparison.Ordinal));
        var row = (await Services.GetRequiredService<SecurityQueries>().RequestsAsync(null, null, 1, TestContext.Current.CancellationToken)).Single();
        Assert.Equal((CertificateRequestState.Issued, "Olga"), (row.State, row.DecidedBy));
    }

    [Fact]
    public void What_is_no_authority_is_told_beside_the_form()
    {
        Authorization.SetRoles("Administrator");
        var page = Render<CertificatesPage>();
        page.Click("[data-testid=make]");
        page.Click("[data-testid=import]");
        page.Change("[data-testid=pem]", "-----BEGIN PRIVATE KEY-----");
        page.Submit("[data-testid=authority-form]");
        Until(() => Assert.Contains("both in PEM", page.Find("[data-testid=authority-fault]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tab_reads_deletes_and_renews_certificates_and_shows_critical_events()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var unit = new UnitOfWork();
        unit.Insert(new SecurityEventRow { ChargePointKey = charger.Key, Type = "TamperDetectionActivated", Timestamp = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(), IsCritical = true });
        await Services.GetRequiredService<CommitQueue>().CommitAsync(unit);
        var dialogs = Render<MudDialogProvider>();
        var tab = Render<SecurityTab>(parameters => parameters.Add(view => view.ChargePoint, charger));
        Until(() => Assert.Contains("Critical", tab.Find("[data-testid=event-row]").TextContent, StringComparison.Ordinal));

        tab.Click("[data-testid=read-CentralSystemRootCertificate]");
        Answer("GetInstalledCertificateIds", """{"status":"Accepted","certificateHashData":[{"hashAlgorithm":"SHA256","issuerNameHash":"AA","issuerKeyHash":"BB","serialNumber":"0C"}]}""");
        Until(() => Assert.Contains("0C", tab.Find("[data-testid=installed-row]").TextContent, StringComparison.Ordinal));

        tab.Click("[data-testid=delete-certificate]");
        Until(() => dialogs.Click("[data-testid=harm-confirm]"));
        Assert.Equal("""{"certificateHashData":{"hashAlgorithm":"SHA256","issuerNameHash":"AA","issuerKeyHash":"BB","serialNumber":"0C"}}""", Answer("DeleteCertificate", """{"status":"Accepted"}"""));
        Until(() => Assert.Empty(tab.FindAll("[data-testid=installed-row]")));

        tab.Click("[data-testid=renew]");
        Assert.Equal("""{"requestedMessage":"SignChargePointCertificate"}""", Answer("ExtendedTriggerMessage", """{"status":"Accepted"}"""));
    }

    private string Answer(string action, string payload)
    {
        OutboundCall? call = null;
        Until(() => Assert.True(Link.Calls.TryDequeue(out call)));
        Assert.Equal(action, call!.Action);
        call.Complete(new CallOutcome(CallOutcomeKind.Result, payload));
        return System.Text.Encoding.UTF8.GetString(call.Payload.Span);
    }
}
