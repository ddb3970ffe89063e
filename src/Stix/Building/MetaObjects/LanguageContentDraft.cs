namespace Entente.Stix.Building;

/// <summary>Translations of the text of another object: the <c>language-content</c> (§7.1).</summary>
public sealed record LanguageContentDraft : VersionedDraft
{
    /// <summary>The object whose text is translated (§7.1).</summary>
    public required string ObjectRef { get; init; }

    /// <summary>Which version of it; without this, the newest (§7.1).</summary>
    public StixTimestamp? ObjectModified { get; init; }

    /// <summary>
    /// By RFC 5646 tag, then by property of the object: the text, or a list or dictionary shaped like the original
    /// (§7.1).
    /// </summary>
    public required OrderedDictionary<string, OrderedDictionary<string, StixValue>> Contents { get; init; }

    /// <inheritdoc/>
    public override string Type => "language-content";

    internal override void Write(MemberWriter to)
    {
        to.Put("object_ref", ObjectRef);
        to.Put("object_modified", ObjectModified);
        to.Put("contents", Contents);
    }
}
