using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Auth;

/// <summary>Who has access (section <c>Access</c>).</summary>
internal sealed class AccessOptions : IValidatableObject
{
    /// <summary>The access keys; none is made by itself.</summary>
    public List<AccessKeyOptions> Keys { get; set; } = [];

    /// <summary>Whether people may sign in over plain HTTP from other machines, which shows their cookie to the network.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Whether people may register themselves with the app; absent: in Development only.</summary>
    public bool? Registration { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in Keys)
        {
            if (string.IsNullOrWhiteSpace(key.Name) || !names.Add(key.Name))
            {
                yield return new ValidationResult($"Access:Keys needs a Name of its own for every key, and \"{key.Name}\" is empty or there twice.");
            }

            if (key.Sha256 is not { Length: 64 } hash || !hash.All(char.IsAsciiHexDigit))
            {
                yield return new ValidationResult($"Access:Keys \"{key.Name}\" needs a Sha256 of 64 hexadecimal digits, as the new-key command prints it.");
            }

            if (!Enum.IsDefined(key.Role))
            {
                yield return new ValidationResult($"Access:Keys \"{key.Name}\" needs the Role Viewer, Operator or Administrator.");
            }
        }
    }
}

/// <summary>One access key. The key itself is kept nowhere.</summary>
internal sealed class AccessKeyOptions
{
    /// <summary>Whose it is; stands in the record of commands.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it may do.</summary>
    public AccessRole Role { get; set; }

    /// <summary>The SHA-256 of the key, in hexadecimal. A key is 256 random bits, so that a plain hash serves.</summary>
    public string Sha256 { get; set; } = "";
}
