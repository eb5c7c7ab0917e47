namespace ChargingConsole.Benchmarks.Load;

/// <summary>What a charger says, CALL by CALL.</summary>
internal interface IScript
{
    /// <summary>Writes the next CALL's text; 0 when the charger has nothing more to say.</summary>
    int WriteNext(Span<byte> output);

    /// <summary>Takes the CALLRESULT to what was last written; false when it is not what it should be.</summary>
    bool TakeAnswer(ReadOnlySpan<byte> result);

    /// <summary>Takes a CALL of the central system; false when it is to be answered with NotSupported.</summary>
    bool TakeCall(ReadOnlySpan<byte> call) => false;

    /// <summary>From now on it comes to an end in good order: what is open is closed, and nothing is begun.</summary>
    void Finish();

    /// <summary>The sessions whose start was answered.</summary>
    IReadOnlyList<ToldSession> Told => [];
}
