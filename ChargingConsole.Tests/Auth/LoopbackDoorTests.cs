using System.Net;
using ChargingConsole.Auth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ChargingConsole.Tests.Auth;

public sealed class LoopbackDoorTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:8000", null, null, true)]
    [InlineData("127.8.9.1", "127.0.0.1:8000", null, null, true)]
    [InlineData("::1", "[::1]:8000", null, null, true)]
    [InlineData("::ffff:127.0.0.1", "LOCALHOST", null, null, true)]
    [InlineData("127.0.0.1", "localhost:8000", "Origin", "http://localhost:8000", true)]
    [InlineData("192.0.2.1", "localhost:8000", null, null, false)]
    [InlineData("::ffff:192.0.2.1", "localhost:8000", null, null, false)]
    [InlineData(null, "localhost:8000", null, null, false)]
    [InlineData("127.0.0.1", "console.example", null, null, false)]
    [InlineData("127.0.0.1", "localhost.evil.example", null, null, false)]
    [InlineData("127.0.0.1", "", null, null, false)]
    [InlineData("127.0.0.1", "localhost", "Forwarded", "for=192.0.2.1", false)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-For", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "localhost", "x-forwarded-whatever", "", false)]
    [InlineData("127.0.0.1", "localhost", "X-Original-For", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "localhost:8000", "Origin", "http://evil.example", false)]
    [InlineData("127.0.0.1", "localhost:8000", "Origin", "http://localhost:9999", false)]
    [InlineData("127.0.0.1", "localhost:8000", "Origin", "null", false)]
    public void It_opens_to_the_machine_itself_and_to_nobody_else(string? address, string host, string? header, string? value, bool opens)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        if (header is not null)
        {
            context.Request.Headers[header] = value;
        }

        Assert.Equal(opens, LoopbackDoor.IsOpenTo(context, new Surroundings("Development")));
        Assert.False(LoopbackDoor.IsOpenTo(context, new Surroundings("Production")));
        Assert.False(LoopbackDoor.IsOpenTo(context, new Surroundings("Staging")));
    }

    [Fact]
    public void Two_origins_do_not_open_it()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        context.Request.Headers.Origin = new(["http://localhost", "http://evil.example"]);
        Assert.False(LoopbackDoor.IsOpenTo(context, new Surroundings("Development")));
    }

    private sealed class Surroundings(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
