using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ChargingConsole.Benchmarks.Micro;

/// <summary>The <c>micro</c> command: what the parts of the hot path cost, in time and allocations.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var filter = new Option<string[]>("--filter") { Description = "Which benchmarks, such as *Frame*.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["*"] };
        var quick = new Option<bool>("--quick") { Description = "Few and short iterations: for a look at the allocations." };
        var command = new Command("micro", "Measures the parts of the hot path with BenchmarkDotNet.") { filter, quick };
        command.SetAction(parsed =>
        {
            // In this process: a build of its own per benchmark adds minutes and changes nothing here.
            var job = (parsed.GetValue(quick) ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
            var config = DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default);
            BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(["--filter", .. parsed.GetValue(filter)!], config);
        });
        return command;
    }
}
