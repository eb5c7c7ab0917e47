using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ChargingConsole.Resources;

/// <summary>What MudBlazor's parts say by themselves, in the viewer's language; its English comes with it.</summary>
public sealed class MudTexts(IStringLocalizer<MudTexts> texts) : MudLocalizer
{
    /// <inheritdoc/>
    public override LocalizedString this[string key] => texts[key];

    /// <inheritdoc/>
    public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
}
