using System.Collections.Frozen;
using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Controls;

/// <summary>The icons of all states of chargers and connectors, drawn once in the document and referred to wherever they are shown.</summary>
public static class StateIcons
{
    private static readonly string[] s_icons =
    [
        .. Enum.GetValues<ChargePointCondition>().Select(condition => Looks.Of(condition).Icon)
            .Concat(Enum.GetValues<ConnectorStatus>().Select(status => Looks.Of(status).Icon))
            .Append(MudBlazor.Icons.Material.Rounded.ReportProblem)
            .Distinct(),
    ];

    private static readonly FrozenDictionary<string, string> s_ids = s_icons.Index()
        .ToFrozenDictionary(icon => icon.Item, icon => string.Create(CultureInfo.InvariantCulture, $"#icon-{icon.Index}"));

    /// <summary>The drawings, for the document.</summary>
    public static MarkupString Drawings { get; } = new(string.Concat(s_icons.Select(icon => $"<symbol id=\"{s_ids[icon][1..]}\" viewBox=\"0 0 24 24\">{icon}</symbol>")));

    /// <summary>Where an icon is drawn; null when it is none of these.</summary>
    public static string? Find(string icon) => s_ids.GetValueOrDefault(icon);
}
