using ChargingConsole.Components;

namespace ChargingConsole.Tests.Components;

public sealed class AddressBarTests
{
    private readonly SlowNavigation _browser = new();
    private readonly AddressBar _bar;

    public AddressBarTests() => _bar = new AddressBar(_browser);

    [Fact]
    public void Two_changes_within_a_round_trip_are_both_kept()
    {
        _bar.Change("kind", "call");
        _bar.Change("action", "Reset");
        Assert.Equal("http://localhost/log?kind=call&action=Reset", _bar.Uri);

        _browser.Arrive();
        Assert.Equal("http://localhost/log?kind=call&action=Reset", _bar.Uri);
        _browser.Arrive();
        Assert.Equal("http://localhost/log?kind=call&action=Reset", _browser.Uri);
        Assert.Equal("?kind=call&action=Reset", _bar.Query);
    }

    [Fact]
    public void Whoever_goes_elsewhere_meanwhile_takes_nothing_along()
    {
        _bar.Change("kind", "call");
        _browser.Go("http://localhost/sessions");
        _bar.Change("site", "North");
        Assert.Equal("http://localhost/sessions?site=North", _bar.Uri);
    }

    [Fact]
    public void What_is_so_already_is_not_asked_for_and_what_got_lost_is_asked_for_again()
    {
        _bar.Change("kind", null);
        Assert.Equal(0, _browser.Waiting);

        _bar.Change("kind", "call");
        _bar.Change("kind", "call");
        Assert.Equal(2, _browser.Waiting);
    }

    [Fact]
    public void What_is_chosen_right_after_all_filters_were_cleared_stands_alone()
    {
        _browser.Go("http://localhost/sessions?site=North");
        _bar.Go("/sessions", replace: true);
        _bar.Change("state", "active");
        Assert.Equal("http://localhost/sessions?state=active", _bar.Uri);
    }
}
