using System.Text;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Security;

namespace ChargingConsole.Tests.Security;

public sealed class KeyCheckTests : IDisposable
{
    private readonly DoorBook _book = new();
    private readonly KeyCheck _check;
    private readonly ChargePoint _chargePoint = new(new ChargePointRow { Key = 1, ChargePointId = "CP1", CreatedAt = default });

    public KeyCheckTests() => _check = new KeyCheck(_book);

    public void Dispose() => _check.Dispose();

    [Fact]
    public async Task What_was_compared_once_is_known_again_without_the_work_right_or_wrong()
    {
        Add(1, "a typed password");
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(1, (await FindAsync("a typed password"))?.Number);
            Assert.Null(await FindAsync("a wrong password"));
        }

        Assert.Equal(2, _check.Compared);
    }

    [Fact]
    public async Task A_key_that_was_let_go_of_is_not_remembered_and_a_new_one_is_not_refused_for_what_was()
    {
        var old = Add(1, "the old password");
        Assert.NotNull(await FindAsync("the old password"));
        Assert.Null(await FindAsync("the new password"));
        Add(2, "the new password");
        Assert.Equal(2, (await FindAsync("the new password"))?.Number);
        _book.Take(1, [], [old]);
        Assert.Null(await FindAsync("the old password"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_same_key_is_never_hashed_alike_and_holds_only_for_itself(bool isRandom)
    {
        var key = KeyHash.NewKey();
        var (one, other) = (KeyHash.Of(key, isRandom), KeyHash.Of(key, isRandom));
        Assert.NotEqual(one, other);
        Assert.True(KeyHash.Matches(one, Encoding.UTF8.GetBytes(key)));
        Assert.True(KeyHash.Matches(one, Convert.FromHexString(key)));
        Assert.False(KeyHash.Matches(one, Encoding.UTF8.GetBytes(KeyHash.NewKey())));
        Assert.False(KeyHash.Matches(one, []));
    }

    private Task<ChargerKeyRow?> FindAsync(string password) => _check.FindAsync(_chargePoint, Encoding.UTF8.GetBytes(password), TestContext.Current.CancellationToken);

    private ChargerKeyRow Add(long number, string key)
    {
        var row = new ChargerKeyRow { Number = number, ChargePointKey = 1, Hash = KeyHash.Of(key, isRandom: false), SetAt = default, SetBy = "test" };
        _book.Take(1, [row], []);
        return row;
    }
}
