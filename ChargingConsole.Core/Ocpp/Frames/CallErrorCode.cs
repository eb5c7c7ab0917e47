namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>The error codes of a CALLERROR (OCPP-J 1.6 §4.2.3), in the specification's spelling.</summary>
public static class CallErrorCode
{
    /// <summary>The action is not known.</summary>
    public const string NotImplemented = "NotImplemented";
    /// <summary>The action is known and not supported here.</summary>
    public const string NotSupported = "NotSupported";
    /// <summary>An internal error kept the request from being processed.</summary>
    public const string InternalError = "InternalError";
    /// <summary>The payload is incomplete.</summary>
    public const string ProtocolError = "ProtocolError";
    /// <summary>A security issue kept the request from being processed.</summary>
    public const string SecurityError = "SecurityError";
    /// <summary>The payload is not what the action demands.</summary>
    public const string FormationViolation = "FormationViolation";
    /// <summary>A member has a value that is not allowed.</summary>
    public const string PropertyConstraintViolation = "PropertyConstraintViolation";
    /// <summary>A member is missing or too often there; the missing r is the specification's own.</summary>
    public const string OccurenceConstraintViolation = "OccurenceConstraintViolation";
    /// <summary>A member has the wrong type.</summary>
    public const string TypeConstraintViolation = "TypeConstraintViolation";
    /// <summary>Any other error.</summary>
    public const string GenericError = "GenericError";
}
