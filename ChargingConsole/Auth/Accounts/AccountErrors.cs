using Microsoft.AspNetCore.Identity;

namespace ChargingConsole.Auth.Accounts;

/// <summary>Identity's errors in the console's words, each of which is the key of its translation.</summary>
internal sealed class AccountErrors : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Error(nameof(DefaultError), "That did not work. Try again.");

    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), "Somebody else changed this user meanwhile. Try again.");

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), "The present password is not right.");

    public override IdentityError InvalidToken() => Error(nameof(InvalidToken), "This link is used up or too old. Ask an administrator for a new one.");

    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), "This is no e-mail address.");

    public override IdentityError InvalidUserName(string? userName) => Error(nameof(InvalidUserName), "This is no e-mail address.");

    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), "Somebody has this e-mail address already.");

    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), "Somebody has this e-mail address already.");

    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), "A password has at least 12 characters.");

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
