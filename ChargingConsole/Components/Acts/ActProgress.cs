namespace ChargingConsole.Components.Acts;

/// <summary>How far an act has come, for the one toast that tells of it. Raised events come on any thread.</summary>
/// <param name="title">What is being done.</param>
public sealed class ActProgress(string title)
{
    /// <summary>What is being done.</summary>
    public string Title { get; } = title;

    /// <summary>The name of its toast.</summary>
    public string Key { get; } = Guid.CreateVersion7().ToString();

    /// <summary>Where it stands, in words.</summary>
    public string Words { get; private set; } = Texts.Say("One moment…");

    /// <summary>How it ended; null while it goes on.</summary>
    public ActEnd? End { get; private set; }

    /// <summary>Takes it back, in the same toast; null where that is not offered.</summary>
    public Func<Task>? Undo { get; private set; }

    /// <summary>Something moved on.</summary>
    public event Action? Changed;

    /// <summary>It goes on, and this is where it stands. Whoever tells so behind its end is not listened to.</summary>
    public void GoesOn(string words)
    {
        if (End is null)
        {
            Words = words;
            Changed?.Invoke();
        }
    }

    /// <summary>It is being taken back.</summary>
    public void BeginsAgain()
    {
        (Words, End, Undo) = (Texts.Say("One moment…"), null, null);
        Changed?.Invoke();
    }

    /// <summary>It is over.</summary>
    public void Ended(ActEnd end, Func<Task>? undo)
    {
        (Words, End, Undo) = (end.Words, end, undo);
        Changed?.Invoke();
    }
}
