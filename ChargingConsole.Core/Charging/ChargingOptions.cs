using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Core.Charging;

/// <summary>The limits of the charging flow (section <c>Charging</c>).</summary>
public sealed class ChargingOptions
{
    /// <summary>How long REST waits for StartTransaction after the charge point agreed to start, in seconds.</summary>
    [Range(0, 30)]
    public double StartWaitSeconds { get; set; } = 5;

    /// <summary>How long an agreed start may take to become a transaction, in seconds: the usual ConnectionTimeOut of 60 and a grace of 30.</summary>
    [Range(1, 3600)]
    public int StartExpirySeconds { get; set; } = 90;

    /// <summary>How long an agreed stop may take to become a StopTransaction, in seconds.</summary>
    [Range(1, 3600)]
    public int StopExpirySeconds { get; set; } = 60;

    /// <summary>How long a connector may be told free while its session is open, before that is taken to be over, in seconds.</summary>
    [Range(1, 3600)]
    public int FreeGraceSeconds { get; set; } = 180;

    /// <summary>After how long an agreed stop without StopTransaction makes the server ask for the status, in seconds.</summary>
    [Range(1, 3600)]
    public int StopAskSeconds { get; set; } = 30;

    /// <summary>After how long an agreed stop without StopTransaction ends the session here, in seconds.</summary>
    [Range(1, 3600)]
    public int StopGiveUpSeconds { get; set; } = 300;

    /// <summary>How long an agreed reset may take until the next BootNotification, in seconds.</summary>
    [Range(1, 3600)]
    public int ResetExpirySeconds { get; set; } = 300;

    /// <summary>The price per kWh of a charge point without a tariff of its own.</summary>
    [Range(0, 1000)]
    public double DefaultPricePerKwh { get; set; } = 0.50;

    /// <summary>The currency of <see cref="DefaultPricePerKwh"/>, ISO 4217.</summary>
    [Required, StringLength(3, MinimumLength = 3)]
    public string DefaultCurrency { get; set; } = "EUR";

    /// <summary>The tag of the mobile app, made at the first start.</summary>
    [Required, StringLength(20)]
    public string AppIdTag { get; set; } = "APP_USER";
}
