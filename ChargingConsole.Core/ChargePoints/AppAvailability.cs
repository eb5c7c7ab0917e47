namespace ChargingConsole.Core.ChargePoints;

/// <summary>The words in which the mobile app is told whether a connector can be used.</summary>
public static class AppAvailability
{
    /// <summary>Free.</summary>
    public const string Available = "available";
    /// <summary>Plugged in and ready to start.</summary>
    public const string Preparing = "preparing";
    /// <summary>A session is open.</summary>
    public const string Charging = "charging";
    /// <summary>Reserved, finishing, out of operation or offline.</summary>
    public const string Unavailable = "unavailable";
    /// <summary>Broken.</summary>
    public const string Faulted = "faulted";
    /// <summary>Not told yet.</summary>
    public const string Unknown = "unknown";

    /// <summary>The word for one connector. A suspended session is still a session; Finishing offers no start, since the plug has to go first.</summary>
    public static string Of(ChargePointState state, ConnectorState connector)
    {
        if (!state.IsConnected || state.Station?.Status == ConnectorStatus.Unavailable)
        {
            return Unavailable;
        }

        if (state.Station?.Status == ConnectorStatus.Faulted)
        {
            return Faulted;
        }

        if (connector.Transaction is not null && connector.Status is not (ConnectorStatus.Faulted or ConnectorStatus.Unavailable))
        {
            return Charging;
        }

        if (state.IsInMaintenance)
        {
            return Unavailable;
        }

        return connector.Status switch
        {
            ConnectorStatus.Available => Available,
            ConnectorStatus.Preparing => Preparing,
            ConnectorStatus.Charging or ConnectorStatus.SuspendedEV or ConnectorStatus.SuspendedEVSE => Charging,
            ConnectorStatus.Finishing or ConnectorStatus.Reserved or ConnectorStatus.Unavailable => Unavailable,
            ConnectorStatus.Faulted => Faulted,
            _ => Unknown,
        };
    }

    /// <summary>The word for the charge point as a whole: that of its best connector.</summary>
    public static string Of(ChargePointState state)
    {
        if (!state.IsConnected)
        {
            return Unavailable;
        }

        var best = Unknown;
        foreach (var connector in state.Connectors.Values)
        {
            var word = Of(state, connector);
            if (Rank(word) < Rank(best))
            {
                best = word;
            }
        }

        return best;
    }

    private static int Rank(string word) => word switch
    {
        Available => 0,
        Preparing => 1,
        Charging => 2,
        Unavailable => 3,
        Faulted => 4,
        _ => 5,
    };
}
