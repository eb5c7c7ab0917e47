using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ChargingConsole.Auth.Accounts;

/// <summary>Who looks at an open page, asked again every few seconds, and at once when something is known to have changed.</summary>
internal sealed class ConsoleAuthState : RevalidatingServerAuthenticationStateProvider
{
    private readonly SignIns _signIns;
    private readonly AccessWatch _watch;

    public ConsoleAuthState(ILoggerFactory logging, SignIns signIns, AccessWatch watch)
        : base(logging)
    {
        (_signIns, _watch) = (signIns, watch);
        _signIns.Ended += SignInEnded;
        _watch.Changed += AccessChanged;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(15);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await _watch.IsGoodAsync(authenticationState.User);

    protected override void Dispose(bool disposing)
    {
        _signIns.Ended -= SignInEnded;
        _watch.Changed -= AccessChanged;
        base.Dispose(disposing);
    }

    private void SignInEnded(string id) => _ = CheckAsync(user => SignIns.IdOf(user) == id);

    private void AccessChanged() => _ = CheckAsync(static _ => true);

    private async Task CheckAsync(Func<ClaimsPrincipal, bool> concerns)
    {
        var user = (await GetAuthenticationStateAsync()).User;
        if (concerns(user) && !await _watch.IsGoodAsync(user))
        {
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
    }
}
