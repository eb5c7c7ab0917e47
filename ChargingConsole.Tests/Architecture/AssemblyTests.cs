using System.Reflection;
using ChargingConsole.Core;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.V16;
using ChargingConsole.Hosting;

namespace ChargingConsole.Tests.Architecture;

/// <summary>The rules that compiled code tells better than its text.</summary>
public sealed class AssemblyTests
{
    private static readonly Assembly s_core = typeof(CoreServices).Assembly;

    [Fact]
    public void The_core_is_compiled_against_neither_aspnet_nor_mudblazor() =>
        Assert.DoesNotContain(s_core.GetReferencedAssemblies(), assembly => IsWeb(assembly.Name!));

    [Fact]
    public void The_app_is_compiled_against_both_so_that_the_rule_means_something() =>
        Assert.Contains(typeof(ConsoleHost).Assembly.GetReferencedAssemblies(), assembly => IsWeb(assembly.Name!));

    [Fact]
    public void The_core_has_no_interfaces_but_the_seams_and_the_shapes_of_the_protocol() =>
        Assert.Equal(
            ["IAlertSource", "ICallHandler`2", "IChargePointLink", "ICommandEffect", "ILiveFeed", "IOcppRequest", "IOutboundRequest", "IShaped", "IVendorDataTransfer"],
            s_core.GetTypes().Where(type => type.IsInterface).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Handlers_hold_nothing_that_reaches_a_charger()
    {
        var handlers = s_core.GetTypes().Where(IsHandler).ToList();

        Assert.NotEmpty(handlers);
        Assert.All(handlers, handler => Assert.DoesNotContain(Held(handler), type => type.Namespace == "ChargingConsole.Core.Ocpp.Sessions"));
    }

    [Fact]
    public void Sessions_and_feed_hold_nothing_of_the_database()
    {
        var rooms = s_core.GetTypes().Where(type => type.Namespace is "ChargingConsole.Core.Ocpp.Sessions" or "ChargingConsole.Core.Live").ToList();

        Assert.NotEmpty(rooms);
        Assert.All(rooms, type => Assert.DoesNotContain(Held(type), held => held.Namespace?.StartsWith("ChargingConsole.Core.Data", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void What_a_type_holds_is_seen_in_its_fields_and_constructors() =>
        Assert.Contains(typeof(CommitQueue), Held(typeof(Core.ChargePoints.ChargePointRegister)));

    [Fact]
    public void Every_action_of_the_core_profile_that_a_charger_sends_has_its_handler()
    {
        string[] profile = ["Authorize", "BootNotification", "DataTransfer", "Heartbeat", "MeterValues", "StartTransaction", "StatusNotification", "StopTransaction"];

        var names = s_core.GetTypes().Where(IsHandler).Select(type => type.Name).ToList();

        Assert.All(profile, action => Assert.Contains($"{action}Handler", names));
    }

    private static bool IsWeb(string assembly) =>
        assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || assembly.StartsWith("MudBlazor", StringComparison.Ordinal);

    private static bool IsHandler(Type type) =>
        type.GetInterfaces().Any(shape => shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(ICallHandler<,>));

    private static IEnumerable<Type> Held(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetConstructors(All).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType))
            .SelectMany(held => held.IsGenericType ? [held, .. held.GetGenericArguments()] : new[] { held });
    }
}
