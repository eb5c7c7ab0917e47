using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ChargingConsole.Components;

/// <summary>
/// The browser's address as this page last asked for it. <see cref="NavigationManager.Uri"/> follows a round trip
/// later; whoever changed one filter from it and then another within that time lost the first.
/// </summary>
public sealed class AddressBar : IDisposable
{
    private readonly NavigationManager _navigation;
    private readonly Queue<string> _asked = new();

    /// <summary>The bar of one page.</summary>
    public AddressBar(NavigationManager navigation)
    {
        _navigation = navigation;
        navigation.LocationChanged += OnChanged;
    }

    /// <summary>The address that is, or will be as soon as the browser has heard of it.</summary>
    public string Uri => _asked.LastOrDefault() ?? _navigation.Uri;

    /// <summary>The part of it from the question mark on; empty when there is none.</summary>
    public string Query => new Uri(Uri).Query;

    /// <summary>Changes one member of the query; without a value it goes.</summary>
    public void Change(string name, object? value) => Change(new Dictionary<string, object?> { [name] = value });

    /// <summary>Changes members of the query, in place of this page's entry in the history; those without a value go.</summary>
    public void Change(IReadOnlyDictionary<string, object?> members) =>
        Go(_navigation.GetUriWithQueryParameters(Uri, members), replace: true);

    /// <summary>Goes to an address of this console.</summary>
    /// <param name="address">With or without what all addresses here begin with.</param>
    /// <param name="replace">Whether in place of this page's entry in the history.</param>
    public void Go(string address, bool replace = false)
    {
        var absolute = _navigation.ToAbsoluteUri(address).AbsoluteUri;
        if (absolute != _navigation.Uri || _asked.Count > 0)
        {
            _asked.Enqueue(absolute);
            _navigation.NavigateTo(absolute, replace: replace);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _navigation.LocationChanged -= OnChanged;

    private void OnChanged(object? sender, LocationChangedEventArgs change)
    {
        // Either one of ours has arrived, and with it all before it, or somebody went elsewhere and nothing of ours counts.
        while (_asked.TryDequeue(out var asked) && asked != change.Location)
        {
        }
    }
}
