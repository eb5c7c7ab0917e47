using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Tests.Data;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.IdTags;

/// <summary>Who may charge, who may stop, and where.</summary>
public sealed class IdTagRulesTests
{
    private readonly FakeTimeProvider _clock = new(Rows.Noon);
    private readonly TransactionBook _transactions = new();
    private readonly IdTagBook _book;
    private readonly Fleet _fleet = new();
    private readonly ChargePoint _here;
    private readonly ChargePoint _there;

    public IdTagRulesTests()
    {
        _book = new IdTagBook(_transactions, _clock);
        _here = _fleet.Add(Rows.ChargePoint(1, "HERE"));
        _there = _fleet.Add(Rows.ChargePoint(2, "THERE"));
    }

    [Theory]
    [InlineData(IdTagStatus.Accepted, null, IdTagStatus.Accepted)]
    [InlineData(IdTagStatus.Accepted, 1, IdTagStatus.Accepted)]
    [InlineData(IdTagStatus.Accepted, 0, IdTagStatus.Expired)]
    [InlineData(IdTagStatus.Accepted, -1, IdTagStatus.Expired)]
    [InlineData(IdTagStatus.Blocked, -1, IdTagStatus.Blocked)]
    [InlineData(IdTagStatus.Invalid, null, IdTagStatus.Invalid)]
    public void A_tag_is_answered_by_its_status_and_its_expiry(string status, int? minutesLeft, string answer)
    {
        Add("A", tag => tag with { Status = status, ExpiresAt = minutesLeft is { } minutes ? Rows.Noon.AddMinutes(minutes) : null });

        Assert.Equal(answer, _book.Authorize(" a ", starting: true, at: _here).Status);
    }

    [Fact]
    public void A_limit_counts_at_the_start_only_and_not_what_was_refused()
    {
        Add("A", tag => tag with { MaxActiveTransactions = 1 });
        var running = Begin(_here, "A");
        Begin(_there, "A", IdTagStatus.ConcurrentTx);

        Assert.Equal(IdTagStatus.ConcurrentTx, _book.Authorize("A", starting: true, at: _there).Status);
        Assert.Equal(IdTagStatus.Accepted, _book.Authorize("A", starting: false, at: _here).Status);
        Assert.Equal(IdTagStatus.Accepted, _book.Authorize("A", starting: true, ending: running, at: _here).Status);

        _transactions.Apply(_here, running with { Status = TransactionStatus.Completed });
        Assert.Equal(IdTagStatus.Accepted, _book.Authorize("A", starting: true, at: _there).Status);
    }

    [Theory]
    [InlineData(IdTagStatus.Blocked)]
    [InlineData(IdTagStatus.Expired)]
    public void Who_started_here_may_present_the_tag_to_stop_whatever_became_of_it(string status)
    {
        Add("A");
        var running = Begin(_here, "A");
        Add("A", tag => tag with { Status = status });

        Assert.Equal(IdTagStatus.Accepted, _book.Authorize("A", starting: false, at: _here).Status);
        Assert.Equal(status, _book.Authorize("A", starting: false, at: _there).Status);
        Assert.Equal(status, _book.Authorize("A", starting: true, at: _here).Status);

        _transactions.Apply(_here, running with { Status = TransactionStatus.Completed });
        Assert.Equal(status, _book.Authorize("A", starting: false, at: _here).Status);
    }

    [Fact]
    public void A_stranger_whose_start_was_refused_is_not_accepted_afterwards()
    {
        Begin(_here, "STRANGER", IdTagStatus.Invalid);

        Assert.Equal(IdTagStatus.Invalid, _book.Authorize("STRANGER", starting: false, at: _here).Status);
    }

    [Fact]
    public void A_tag_is_let_in_where_its_list_says_and_everywhere_without_one()
    {
        Add("ANY");
        Add("LIMITED", tag => tag with { Chargers = ChargerList.Write(["other", " here "]) });

        Assert.True(_book.Authorize("ANY", starting: true, at: _there).IsAccepted);
        Assert.True(_book.Authorize("LIMITED", starting: true, at: _here).IsAccepted);
        var refused = _book.Authorize("LIMITED", starting: true, at: _there);
        Assert.Equal((IdTagStatus.Blocked, true), (refused.Status, refused.IsElsewhere));
    }

    [Fact]
    public void A_group_has_a_list_for_the_tags_that_have_none()
    {
        Add("FAMILY", tag => tag with { Chargers = "HERE" });
        Add("CHILD", tag => tag with { ParentIdTag = "family" });
        Add("GUEST", tag => tag with { ParentIdTag = "family", Chargers = "THERE" });

        Assert.True(_book.Authorize("CHILD", starting: true, at: _here).IsAccepted);
        Assert.False(_book.Authorize("CHILD", starting: true, at: _there).IsAccepted);
        Assert.True(_book.Authorize("GUEST", starting: true, at: _there).IsAccepted);
    }

    [Fact]
    public void One_of_the_group_may_stop_also_where_it_may_not_start()
    {
        Add("A", tag => tag with { ParentIdTag = "FAMILY" });
        Add("B", tag => tag with { ParentIdTag = "Family", Chargers = "THERE" });
        Add("C", tag => tag with { ParentIdTag = "Family", Chargers = "THERE", Status = IdTagStatus.Blocked });
        Add("X", tag => tag with { Chargers = "THERE" });
        Begin(_here, "A");

        Assert.True(_book.Authorize("B", starting: false, at: _here).IsAccepted);
        Assert.False(_book.Authorize("B", starting: true, at: _here).IsAccepted);
        Assert.Equal(IdTagStatus.Blocked, _book.Authorize("C", starting: false, at: _here).Status);
        Assert.False(_book.Authorize("X", starting: false, at: _here).IsAccepted);
    }

    [Fact]
    public void A_group_is_told_in_one_spelling()
    {
        Add("A", tag => tag with { ParentIdTag = "Family" });
        Add("B", tag => tag with { ParentIdTag = "FAMILY " });
        var (a, b) = (_book.Authorize("A", starting: false), _book.Authorize("B", starting: false));
        Assert.Equal("Family", a.Group);
        Assert.Equal("Family", b.Group);

        Add("family");
        Assert.Equal("family", _book.Authorize("B", starting: false).Group);
    }

    [Theory]
    [InlineData("A", "a", true)]
    [InlineData("A", "B", true)]
    [InlineData("A", "FAMILY", true)]
    [InlineData("FAMILY", "B", true)]
    [InlineData("A", "C", false)]
    [InlineData("C", "D", false)]
    [InlineData("", "", false)]
    public void Tags_are_of_one_group_by_their_parent_or_as_the_parent(string one, string other, bool same)
    {
        Add("A", tag => tag with { ParentIdTag = "Family" });
        Add("B", tag => tag with { ParentIdTag = "FAMILY" });
        Add("C");
        Add("D");

        Assert.Equal(same, _book.AreOfOneGroup(one, other));
    }

    [Fact]
    public void Unknown_tags_are_remembered_up_to_a_bound_until_they_are_known()
    {
        var unknown = new UnknownIdTags(_book);
        unknown.Note("x1", _here, null, Rows.Noon);
        unknown.Note(" X1", _there, 2, Rows.Noon.AddMinutes(1));
        unknown.Note("", _here, null, Rows.Noon);
        unknown.Note("KNOWN", _here, null, Rows.Noon.AddMinutes(2));
        Add("known");

        Assert.Equal(new UnknownIdTag("x1", Rows.Noon, Rows.Noon.AddMinutes(1), 2, "THERE", 2), Assert.Single(unknown.Latest) with { IdTag = "x1" });

        for (var i = 0; i < UnknownIdTags.Capacity; i++)
        {
            unknown.Note($"T{i}", _here, null, Rows.Noon.AddHours(1).AddSeconds(i));
        }

        Assert.Equal(UnknownIdTags.Capacity, unknown.Latest.Count);
        Assert.DoesNotContain(unknown.Latest, seen => seen.IdTag == "x1");
        Assert.Equal("T499", unknown.Latest[0].IdTag);
    }

    private void Add(string idTag, Func<IdTagRow, IdTagRow>? change = null) => _book.Put((change ?? (tag => tag))(Rows.IdTag(idTag)));

    private TransactionRow Begin(ChargePoint chargePoint, string idTag, string authorization = IdTagStatus.Accepted)
    {
        var row = Rows.Transaction(_transactions.NextId(), chargePoint.Key, idTag) with { Authorization = authorization };
        _transactions.Apply(chargePoint, row);
        return row;
    }
}
