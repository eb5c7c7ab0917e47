using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Tests.Ocpp.Frames;

public sealed class SecretUrlTests
{
    [Theory]
    [InlineData("https://files.example/fw.bin?sig=abc&token=def", "https://files.example/fw.bin?(hidden)")]
    [InlineData("ftp://user:word@files.example/up?key=abc", "ftp://user:(hidden)@files.example/up?(hidden)")]
    [InlineData("https://here/transfers/12/abcdef/fw.bin?x=1", "https://here/transfers/12/(hidden)/fw.bin?(hidden)")]
    [InlineData("fw.bin?token=abc", "fw.bin?(hidden)")]
    [InlineData("https://files.example/fw.bin?(hidden)", "https://files.example/fw.bin?(hidden)")]
    [InlineData("https://files.example/fw.bin", "https://files.example/fw.bin")]
    public void Passwords_secrets_and_whatever_stands_in_the_query_are_hidden(string url, string shown) => Assert.Equal(shown, SecretUrls.MaskUrl(url));
}
