using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>
/// What a payload breaks of the specification's constraints, gathered without reflection. The first
/// violation is kept with its path, all of them as flags.
/// </summary>
internal struct Constraints
{
    /// <summary>The error code of the first violation, or null when there is none.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>The member that breaks it, as a path such as <c>chargePointVendor</c>.</summary>
    public string? Path { get; private set; }

    /// <summary>The first violation in words.</summary>
    public string? Message { get; private set; }

    /// <summary>All violations as flags.</summary>
    public FrameFlags Flags { get; private set; }

    /// <summary>The member must be there.</summary>
    public void Required<T>(T? value, string path)
        where T : class
    {
        if (value is null)
        {
            Missing(path);
        }
    }

    /// <inheritdoc cref="Required{T}(T, string)"/>
    public void Required<T>(T? value, string path)
        where T : struct
    {
        if (value is null)
        {
            Missing(path);
        }
    }

    /// <summary>A text of at most <paramref name="length"/> characters.</summary>
    public void MaxLength(string? value, int length, string path)
    {
        if (value is not null && value.Length > length)
        {
            Break(CallErrorCode.PropertyConstraintViolation, FrameFlags.TooLong, path, $"is longer than {length} characters");
        }
    }

    /// <summary>A number of at least <paramref name="minimum"/>.</summary>
    public void Minimum(long? value, long minimum, string path)
    {
        if (value < minimum)
        {
            Break(CallErrorCode.PropertyConstraintViolation, FrameFlags.UnknownValue, path, $"is less than {minimum}");
        }
    }

    /// <summary>A value of the specification's enumeration, in its spelling.</summary>
    public void OneOf(string? value, IReadOnlySet<string> allowed, string path)
    {
        if (value is not null && !allowed.Contains(value))
        {
            Break(CallErrorCode.PropertyConstraintViolation, FrameFlags.UnknownValue, path, "is none of the allowed values");
        }
    }

    /// <summary>An array with at least one element.</summary>
    public void NotEmpty<T>(IReadOnlyCollection<T>? values, string path)
    {
        if (values is { Count: 0 })
        {
            Break(CallErrorCode.OccurenceConstraintViolation, FrameFlags.MissingMember, path, "is empty");
        }
    }

    /// <summary>Members the specification does not know are accepted and flagged.</summary>
    public void Unknown(OcppPayload payload)
    {
        if (payload.UnknownMembers is not null)
        {
            Flags |= FrameFlags.UnknownMember;
        }
    }

    private void Missing(string path) =>
        Break(CallErrorCode.OccurenceConstraintViolation, FrameFlags.MissingMember, path, "is required");

    private void Break(string code, FrameFlags flag, string path, string what)
    {
        Flags |= flag;
        if (ErrorCode is null)
        {
            ErrorCode = code;
            Path = path;
            Message = $"{path} {what}.";
        }
    }
}
