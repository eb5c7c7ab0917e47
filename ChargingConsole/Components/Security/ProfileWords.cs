using ChargingConsole.Core.Security;
using ChargingConsole.Resources;

namespace ChargingConsole.Components.Security;

/// <summary>What security profiles are called on screens.</summary>
internal static class ProfileWords
{
    /// <summary>The text for a profile, to be told in the reader's language.</summary>
    public static string Of(SecurityProfile profile) => profile switch
    {
        SecurityProfile.Password => Texts.Key("1 · password"),
        SecurityProfile.TlsPassword => Texts.Key("2 · TLS and password"),
        SecurityProfile.TlsCertificate => Texts.Key("3 · TLS and certificate"),
        _ => Texts.Key("0 · open"),
    };
}
