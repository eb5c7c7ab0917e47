using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components;

/// <summary>
/// The browser's address as this page last asked for it. <see cref="NavigationManager.Uri"/> follows a round trip
/// later; whoever changed one filter from it and then another within that time lost the first.
/// </summary>
public sealed class AddressBar(NavigationManager navigation)
{
    private readonly Queue<string> _asked = new();
    private string _seen = navigation.Uri;

    /// <summary>The address that is, or will be as soon as the browser has heard of it.</summary>
    public string Uri
    {
        get
        {
            CatchUp();
            return _asked.LastOrDefault() ?? navigation.Uri;
        }
    }

    /// <summary>The part of it from the question mark on; empty when there is none.</summary>
    public string Query => new Uri(Uri).Query;

    /// <summary>The same without one of its members.</summary>
    public string QueryWithout(string name) => new Uri(navigation.GetUriWithQueryParameters(Uri, new Dictionary<string, object?> { [name] = null })).Query;

    /// <summary>Changes one member of the query; without a value it goes.</summary>
    public void Change(string name, object? value) => Change(new Dictionary<string, object?> { [name] = value });

    /// <summary>Changes members of the query, in place of this page's entry in the history; those without a value go.</summary>
    public void Change(IReadOnlyDictionary<string, object?> members) =>
        Go(navigation.GetUriWithQueryParameters(Uri, members), replace: true);

    /// <summary>Goes to an address of this console.</summary>
    /// <param name="address">With or without what all addresses here begin with.</param>
    /// <param name="replace">Whether in place of this page's entry in the history.</param>
    public void Go(string address, bool replace = false)
    {
        CatchUp();
        var absolute = navigation.ToAbsoluteUri(address).AbsoluteUri;
        if (absolute != navigation.Uri || _asked.Count > 0)
        {
            _asked.Enqueue(absolute);
            navigation.NavigateTo(absolute, replace: replace);
        }
    }

    // Not told by an event: whoever hears it first asks here already. Either one of ours has arrived, and with it all
    // before it, or somebody went elsewhere and nothing of ours counts.
    private void CatchUp()
    {
        if (navigation.Uri is var now && now != _seen)
        {
            _seen = now;
            while (_asked.TryDequeue(out var asked) && asked != now)
            {
            }
        }
    }
}
