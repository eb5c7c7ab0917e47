namespace ChargingConsole.Core.Audit;

/// <summary>The stable words for what was done: what it was done to, a dot, what was done.</summary>
public static class AuditWords
{
    /// <summary>A request was sent to a charger; its record has the outcome.</summary>
    public const string Command = "charger.command";
    /// <summary>How a charger is understood was changed.</summary>
    public const string ChargerQuirks = "charger.quirks.changed";
    /// <summary>What describes a charger was changed.</summary>
    public const string ChargerSettings = "charger.settings.changed";
    /// <summary>A charger's maintenance was begun or its reason changed.</summary>
    public const string MaintenanceBegun = "charger.maintenance.begun";
    /// <summary>A charger's maintenance was ended.</summary>
    public const string MaintenanceEnded = "charger.maintenance.ended";
    /// <summary>A session was closed here, its end estimated.</summary>
    public const string SessionClosed = "session.closed";
    /// <summary>A charger that waited was taken in or blocked.</summary>
    public const string ChargerDecided = "charger.decided";
    /// <summary>A charger that waited or was blocked was forgotten.</summary>
    public const string ChargerForgotten = "charger.forgotten";
    /// <summary>An alert was taken on.</summary>
    public const string AlertAcknowledged = "alert.acknowledged";
    /// <summary>When an alert is raised was changed.</summary>
    public const string AlertRuleChanged = "alert_rule.changed";
    /// <summary>Where alerts are sent was changed.</summary>
    public const string WebhookChanged = "webhook.changed";
    /// <summary>A test message was sent to the webhook.</summary>
    public const string WebhookTested = "webhook.tested";
    /// <summary>An id tag was made.</summary>
    public const string IdTagMade = "id_tag.made";
    /// <summary>An id tag was changed.</summary>
    public const string IdTagChanged = "id_tag.changed";
    /// <summary>An id tag was removed.</summary>
    public const string IdTagRemoved = "id_tag.removed";
    /// <summary>A removed id tag was brought back.</summary>
    public const string IdTagRestored = "id_tag.restored";
    /// <summary>An id tag was made or changed by a list.</summary>
    public const string IdTagImported = "id_tag.imported";
    /// <summary>A job was made.</summary>
    public const string JobMade = "job.made";
    /// <summary>A job was cancelled.</summary>
    public const string JobCancelled = "job.cancelled";
    /// <summary>A configuration template was made or changed.</summary>
    public const string TemplateStored = "configuration_template.stored";
    /// <summary>A configuration template was removed.</summary>
    public const string TemplateRemoved = "configuration_template.removed";
    /// <summary>A charging profile was added to the library.</summary>
    public const string ProfileMade = "charging_profile.made";
    /// <summary>A charging profile of the library was changed.</summary>
    public const string ProfileChanged = "charging_profile.changed";
    /// <summary>A charging profile was removed from the library.</summary>
    public const string ProfileRemoved = "charging_profile.removed";
    /// <summary>A firmware file was given.</summary>
    public const string FirmwareStored = "firmware.stored";
    /// <summary>A firmware file was removed.</summary>
    public const string FirmwareRemoved = "firmware.removed";
    /// <summary>A delivered file of a charger was removed.</summary>
    public const string TransferFileRemoved = "transfer.file.removed";
    /// <summary>A certificate authority was made.</summary>
    public const string AuthorityMade = "certificate_authority.made";
    /// <summary>A certificate authority was imported.</summary>
    public const string AuthorityImported = "certificate_authority.imported";
    /// <summary>The certificate authority was told to sign by itself, or not to.</summary>
    public const string AuthorityChanged = "certificate_authority.changed";
    /// <summary>A charger's request for a certificate was signed.</summary>
    public const string CertificateApproved = "certificate_request.approved";
    /// <summary>A charger's request for a certificate was declined.</summary>
    public const string CertificateDeclined = "certificate_request.declined";
    /// <summary>What a charger has to come with at least was set.</summary>
    public const string DoorRule = "charger.security.required";
    /// <summary>A password of a charger was set here, without sending it.</summary>
    public const string ChargerKeySet = "charger.key.set";
    /// <summary>The passwords of a charger were forgotten.</summary>
    public const string ChargerKeysForgotten = "charger.keys.forgotten";
    /// <summary>An authority of others is trusted.</summary>
    public const string AuthorityTrusted = "trusted_authority.imported";
    /// <summary>An authority of others is trusted no longer.</summary>
    public const string AuthorityDistrusted = "trusted_authority.removed";
    /// <summary>A certificate was revoked.</summary>
    public const string CertificateRevoked = "certificate.revoked";
    /// <summary>An address was blocked at the chargers' door.</summary>
    public const string AddressBlocked = "address.blocked";
    /// <summary>An address was blocked no longer.</summary>
    public const string AddressUnblocked = "address.unblocked";
    /// <summary>The database was backed up.</summary>
    public const string Backup = "database.backed_up";
    /// <summary>Somebody signed in.</summary>
    public const string SignedIn = "user.signed_in";
    /// <summary>Somebody was refused at the door.</summary>
    public const string SignInRefused = "user.sign_in_refused";
    /// <summary>Somebody signed out.</summary>
    public const string SignedOut = "user.signed_out";
    /// <summary>Records were taken away as a file; the subject says which.</summary>
    public const string Exported = "export.taken";
}
