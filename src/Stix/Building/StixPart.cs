namespace Entente.Stix.Building;

/// <summary>
/// An object that stands inside others: an external reference, a registry value, an extension of the standard.
/// </summary>
public abstract record StixPart
{
    private protected StixPart()
    {
    }

    /// <summary>Writes the members; the braces are there already.</summary>
    internal abstract void Write(MemberWriter to);
}
