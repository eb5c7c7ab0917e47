namespace ChargingConsole.Core.Audit;

/// <summary>By which way somebody acts.</summary>
public enum ActorWay
{
    /// <summary>Nobody told.</summary>
    Unknown,
    /// <summary>The server of its own accord.</summary>
    System,
    /// <summary>A page of the dashboard.</summary>
    Page,
    /// <summary>A program with an API key.</summary>
    ApiKey,
    /// <summary>A user of the mobile app, or whoever has a bearer token.</summary>
    App,
    /// <summary>A program on the machine itself, in Development.</summary>
    Local,
    /// <summary>A job that somebody made earlier.</summary>
    Job,
}

/// <summary>Who acts, by which way and from where, as it goes into the record.</summary>
/// <param name="Name">The name of the person, key or part of the server.</param>
/// <param name="Way">By which way.</param>
/// <param name="Address">From which address; null where there is none.</param>
public sealed record Actor(string Name, ActorWay Way = ActorWay.Unknown, string? Address = null)
{
    /// <summary>The server of its own accord.</summary>
    public static Actor Server { get; } = new("server", ActorWay.System);

    /// <summary>Somebody of whom only the name is known.</summary>
    public static Actor FromString(string name) => new(name);

    /// <inheritdoc cref="FromString"/>
    public static implicit operator Actor(string name) => FromString(name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
