using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Commands;

public sealed class CommandEffectTests
{
    [Fact]
    public async Task What_an_answer_changes_is_on_disk_and_in_memory_before_the_outcome_is_told()
    {
        var effect = new Enrolment();
        await using var console = await RunningConsole.StartOnAsync(null, builder => builder.Services.AddSingleton<ICommandEffect>(effect));
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "CP1", 1);

        var asking = console.Get<CommandDesk>().SendAsync("CP1", "DataTransfer", "{}", "test");
        var (id, payload) = await charger.ExpectCallAsync("DataTransfer");
        await charger.AnswerAsync(id, """{"status":"Accepted","data":"TAG7"}""");
        await asking;

        Assert.Equal("""{"vendorId":"V"}""", payload.GetRawText());
        Assert.True(effect.IsApplied);
        await using var context = console.Get<ChargingDatabase>().OpenReader();
        Assert.True(await context.IdTags.AnyAsync(row => row.IdTag == "CP1/Confirmed", TestContext.Current.CancellationToken));
    }

    private sealed class Enrolment : ICommandEffect
    {
        public bool IsApplied { get; private set; }

        public string? Action => "DataTransfer";

        public string Prepare(ChargePoint chargePoint, string payload) => """{"vendorId":"V"}""";

        public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
        {
            unit.Insert(new IdTagRow { IdTag = $"{chargePoint.Id}/{command.State}", CreatedAt = DateTimeOffset.UnixEpoch });
            return () => IsApplied = true;
        }
    }
}
