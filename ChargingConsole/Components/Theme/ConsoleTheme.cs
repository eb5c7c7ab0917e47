using MudBlazor;

namespace ChargingConsole.Components.Theme;

/// <summary>MudBlazor's palette in the colours of wwwroot-assets/css/tokens.css, which has the say.</summary>
public static class ConsoleTheme
{
    private static readonly string[] s_fonts = ["Inter", "system-ui", "sans-serif"];

    /// <summary>The theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#4b49c9",
            PrimaryContrastText = "#ffffff",
            Secondary = "#0a5fc2",
            Info = "#0a5fc2",
            Success = "#14703f",
            Warning = "#855400",
            Error = "#bf2319",
            Background = "#f4f5f7",
            Surface = "#ffffff",
            TextPrimary = "#151a22",
            TextSecondary = "#525d6b",
            ActionDefault = "#525d6b",
            LinesDefault = "#dfe3e8",
            LinesInputs = "#c3c9d2",
            TableLines = "#dfe3e8",
            Divider = "#dfe3e8",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#a5a3ff",
            PrimaryContrastText = "#14142b",
            Secondary = "#66b2ff",
            Info = "#66b2ff",
            Success = "#5fcf8e",
            Warning = "#efb54a",
            Error = "#ff8078",
            Background = "#0d1015",
            Surface = "#14181f",
            TextPrimary = "#e7ebf0",
            TextSecondary = "#a0abb9",
            ActionDefault = "#a0abb9",
            LinesDefault = "#252c36",
            LinesInputs = "#3a4451",
            TableLines = "#252c36",
            Divider = "#252c36",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = s_fonts, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = s_fonts, FontSize = "1.0625rem", FontWeight = "620", LetterSpacing = "-0.01em" },
            Body1 = new Body1Typography { FontFamily = s_fonts, FontSize = "0.875rem", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = s_fonts, FontSize = "0.8125rem", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = s_fonts, FontSize = "0.8125rem", FontWeight = "550", TextTransform = "none", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
    };
}
