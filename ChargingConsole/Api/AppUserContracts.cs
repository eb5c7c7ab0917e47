using ChargingConsole.Auth.Accounts;

namespace ChargingConsole.Api;

/// <summary>A sign-in of the app.</summary>
internal sealed record LoginRequest : ICheckedBody
{
    public string? Email { get; init; }
    public string? Password { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Email is { Length: > 0 and <= 256 }, "email", "is required, of at most 256 characters");
        violations.Require(Password is { Length: > 0 and <= PasswordRules.Longest }, "password", $"is required, of at most {PasswordRules.Longest} characters");
    }
}

/// <summary>A registration of the app.</summary>
internal sealed record RegisterRequest : ICheckedBody
{
    public string? Email { get; init; }
    public string? Password { get; init; }

    /// <summary>What people call them.</summary>
    public string? Name { get; init; }

    public string? Phone { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Email is { Length: > 0 and <= 256 }, "email", "is required, of at most 256 characters");
        violations.Require(Password is { Length: > 0 and <= PasswordRules.Longest }, "password", $"is required, of at most {PasswordRules.Longest} characters");
        violations.Require(Name is not { Length: > 100 }, "name", "is longer than 100 characters");
        violations.Require(Phone is not { Length: > 32 }, "phone", "is longer than 32 characters");
    }
}

/// <summary>What a user changes of himself; absent members stay.</summary>
internal sealed record UserChange : ICheckedBody
{
    public string? Name { get; init; }
    public string? Phone { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Name is null || !string.IsNullOrWhiteSpace(Name), "name", "is empty");
        violations.Require(Name is not { Length: > 100 }, "name", "is longer than 100 characters");
        violations.Require(Phone is not { Length: > 32 }, "phone", "is longer than 32 characters");
    }
}

/// <summary>A refresh token.</summary>
internal sealed record RefreshRequest : ICheckedBody
{
    public string? RefreshToken { get; init; }

    void ICheckedBody.Check(Violations violations) => violations.Require(RefreshToken is null or { Length: <= 200 }, "refresh_token", "is no token of ours");
}

/// <summary>A user as the app knows one. There are no wallets here: their figures are 0.</summary>
internal sealed record AppUserContract
{
    public required int Id { get; init; }
    public required string? Email { get; init; }
    public required string? Phone { get; init; }
    public required string Name { get; init; }
    public required string? AvatarUrl { get; init; }
    public required bool IsVerified { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required double WalletBalance { get; init; }
    public required int WalletPoints { get; init; }

    /// <summary>The id tags that are the user's; the first is charged for when the app names its own.</summary>
    public required IReadOnlyList<string> IdTags { get; init; }

    public static AppUserContract From(ConsoleUser user, IReadOnlyList<string> idTags) => new()
    {
        Id = user.Id,
        Email = user.Email,
        Phone = user.PhoneNumber,
        Name = user.DisplayName,
        AvatarUrl = null,
        IsVerified = user.EmailConfirmed,
        CreatedAt = user.CreatedAt,
        WalletBalance = 0,
        WalletPoints = 0,
        IdTags = idTags,
    };
}

/// <summary>The answer to signing in and registering; 200 also for a refusal, since the app shows <see cref="Message"/> only then.</summary>
internal sealed record LoginAnswer
{
    public required bool Success { get; init; }
    public required string Message { get; init; }
    public AppUserContract? User { get; init; }

    /// <summary>The same as <see cref="AccessToken"/>.</summary>
    public string? Token { get; init; }

    /// <summary>For <c>Authorization: Bearer</c>.</summary>
    public string? AccessToken { get; init; }

    /// <summary>For <c>/api/auth/refresh</c>, 7 days.</summary>
    public string? RefreshToken { get; init; }

    public string? TokenType { get; init; }

    /// <summary>How long the access token serves, in seconds.</summary>
    public int? ExpiresIn { get; init; }

    public static LoginAnswer Refused(string message) => new() { Success = false, Message = message };
}

/// <summary>A new access token, and the refresh token to show next.</summary>
internal sealed record RefreshAnswer(bool Success, string AccessToken, string RefreshToken, string TokenType, int ExpiresIn);

/// <summary>The id tags that are to be a user's.</summary>
internal sealed record UserTagsBody : ICheckedBody
{
    /// <summary>The tags, the one that the app charges for first.</summary>
    public IReadOnlyList<string>? IdTags { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(IdTags is not null, "id_tags", "is required");
        violations.Require(IdTags is not { Count: > 50 }, "id_tags", "has more than 50 entries");
        violations.Require(IdTags is null || IdTags.All(tag => !string.IsNullOrWhiteSpace(tag) && tag.Length <= 20), "id_tags", "has an entry that is no id tag of 1 to 20 characters");
    }
}
