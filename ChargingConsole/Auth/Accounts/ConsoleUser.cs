using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth.Accounts;

/// <summary>A person with an account: an operator of the console, or a driver with the app. The user name is the e-mail address.</summary>
internal sealed class ConsoleUser : IdentityUser<int>
{
    /// <summary>What people call them.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When the account was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When they came in last, UTC; null before the first time.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The language they want, such as <c>de</c>; null for the browser's.</summary>
    public string? Culture { get; set; }

    /// <summary>Whether the account is closed for the time being. It keeps its name in the records.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>Whether somebody decided which id tags a driver has, be it none: the app then makes none by itself.</summary>
    public bool HasAssignedTags { get; set; }
}

/// <summary>A role as stored; what each may do is <see cref="AccessRole"/>'s matter.</summary>
internal sealed class ConsoleRole : IdentityRole<int>
{
    /// <summary>The role of people who use the app and have no business in the console.</summary>
    public const string Driver = "Driver";

    /// <summary>All roles, from the least to the most.</summary>
    public static IReadOnlyList<string> All { get; } = [Driver, .. Enum.GetNames<AccessRole>()];
}
