namespace ChargingConsole.Auth.Accounts;

/// <summary>One's own account, as its page shows it.</summary>
public sealed record AccountFacts
{
    /// <summary>What people call one.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>Whether there is a password, and not only another provider's sign-in.</summary>
    public bool HasPassword { get; init; }

    /// <summary>Whether the second factor is on.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>How many recovery codes are unused.</summary>
    public int RecoveryCodesLeft { get; init; }

    /// <summary>The passkeys.</summary>
    public required IReadOnlyList<OwnPasskey> Passkeys { get; init; }

    /// <summary>Where one is signed in.</summary>
    public required IReadOnlyList<OwnSignIn> SignIns { get; init; }
}

/// <summary>A passkey.</summary>
/// <param name="Id">What the browser calls it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record OwnPasskey(byte[] Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A browser that is signed in.</summary>
/// <param name="Id">The sign-in.</param>
/// <param name="Browser">What it is.</param>
/// <param name="Address">Where it was seen at last.</param>
/// <param name="CreatedAt">Since when, UTC.</param>
/// <param name="LastSeenAt">When it was seen last, UTC.</param>
/// <param name="IsThis">Whether it is the one that looks.</param>
public sealed record OwnSignIn(string Id, string Browser, string Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool IsThis);

/// <summary>A second factor that is being set up.</summary>
/// <param name="Secret">The secret in groups of four, for typing.</param>
/// <param name="Picture">The QR code as SVG.</param>
public sealed record SecondFactorStart(string Secret, string Picture);

/// <summary>What a browser is, in few words.</summary>
internal static class BrowserName
{
    private static readonly (string Mark, string Name)[] s_browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Mark, string Name)[] s_systems = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    /// <summary>Such as <c>Firefox, Windows</c>; the text itself where it says nothing known.</summary>
    public static string Of(string? userAgent)
    {
        var text = userAgent ?? "";
        var known = new[] { s_browsers, s_systems }.Select(marks => Array.Find(marks, mark => text.Contains(mark.Mark, StringComparison.Ordinal)).Name).OfType<string>().ToArray();
        return known.Length > 0 ? string.Join(", ", known) : text.Length is > 0 and <= 60 ? text : text.Length > 60 ? text[..60] : "?";
    }
}
