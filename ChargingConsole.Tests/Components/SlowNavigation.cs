using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Tests.Components;

/// <summary>A browser that tells of its new address when the test says so.</summary>
internal sealed class SlowNavigation : NavigationManager
{
    private readonly Queue<string> _asked = new();

    public SlowNavigation(string address = "http://localhost/log") => Initialize("http://localhost/", address);

    public int Waiting => _asked.Count;

    public void Arrive() => Go(_asked.Dequeue());

    public void Go(string address)
    {
        Uri = address;
        NotifyLocationChanged(isInterceptedLink: false);
    }

    protected override void NavigateToCore(string uri, NavigationOptions options) => _asked.Enqueue(uri);
}
