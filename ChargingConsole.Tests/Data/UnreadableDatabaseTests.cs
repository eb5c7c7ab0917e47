using System.Data.Common;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Data;

/// <summary>While nothing can be looked up, no charge point is told an error for which it would drop what it has to tell.</summary>
public sealed class UnreadableDatabaseTests : IAsyncLifetime
{
    private UnreadableEngine _engine = null!;
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartOnAsync(null, builder =>
    {
        var original = builder.Services.Single(service => service.ServiceType == typeof(DatabaseEngine));
        builder.Services.AddSingleton<DatabaseEngine>(services => _engine = new UnreadableEngine((DatabaseEngine)original.ImplementationFactory!(services)));
    });

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("StopTransaction", """{"transactionId":4711,"meterStop":1,"timestamp":"2026-11-22T10:00:00Z"}""")]
    [InlineData("StopTransaction", """{"transactionId":0,"meterStop":1,"timestamp":"2026-11-22T10:00:00Z"}""")]
    [InlineData("MeterValues", """{"connectorId":1,"transactionId":4711,"meterValue":[{"timestamp":"2026-11-22T10:00:00Z","sampledValue":[{"value":"1"}]}]}""")]
    public async Task What_needs_a_look_up_is_not_answered_and_taken_when_it_comes_again(string action, string payload)
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        _engine.IsAway = true;

        await charger.SendAsync($$"""[2,"unanswered","{{action}}",{{payload}}]""");
        // The next answer is that of the next question.
        await charger.CallAsync("Heartbeat", "{}");

        _engine.IsAway = false;
        await charger.CallAsync(action, payload);
    }

    private sealed class UnreadableEngine(DatabaseEngine inner) : DatabaseEngine
    {
        public bool IsAway { get; set; }

        public override RowWriter OpenRows(DbConnection connection, ChargingDbContext model) => inner.OpenRows(connection, model);

        public override ChargingDbContext CreateContext() => IsAway ? throw new SqliteException("unable to open database file", 14) : inner.CreateContext();

        public override DbConnection OpenWriter() => inner.OpenWriter();

        public override bool IsTransient(Exception exception) => inner.IsTransient(exception);

        public override bool IsConflict(Exception exception) => inner.IsConflict(exception);

        public override Task MigrateAsync(CancellationToken cancellationToken) => inner.MigrateAsync(cancellationToken);
    }
}
