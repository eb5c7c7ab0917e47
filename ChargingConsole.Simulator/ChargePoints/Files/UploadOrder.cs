namespace ChargingConsole.Simulator.ChargePoints.Files;

/// <summary>What GetDiagnostics or GetLog asked for.</summary>
internal sealed record UploadOrder
{
    public required string Location { get; init; }

    public required string FileName { get; init; }

    public required byte[] File { get; init; }

    public int Retries { get; init; }

    public TimeSpan RetryInterval { get; init; }

    /// <summary>Only of GetLog.</summary>
    public int? RequestId { get; init; }

    /// <summary>A location that ends with a slash is a folder.</summary>
    public Uri? Target => FileTransfer.Reachable(Location.EndsWith('/') ? Location + Uri.EscapeDataString(FileName) : Location);
}
