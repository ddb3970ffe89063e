namespace Entente.Stix.Building;

/// <summary>One part of a message (§6.6.2).</summary>
/// <remarks>Exactly one of <see cref="Body"/> and <see cref="BodyRawRef"/> must be set.</remarks>
public sealed record EmailMimePart : StixPart
{
    /// <summary>The part's text (§6.6.2).</summary>
    public string? Body { get; init; }

    /// <summary>The part's content, where it is no text; names <c>artifact</c> or <c>file</c> (§6.6.2).</summary>
    public string? BodyRawRef { get; init; }

    /// <summary>The <c>Content-Type</c> header of the part (§6.6.2).</summary>
    public string? ContentType { get; init; }

    /// <summary>The <c>Content-Disposition</c> header of the part (§6.6.2).</summary>
    public string? ContentDisposition { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("body", Body);
        to.Put("body_raw_ref", BodyRawRef);
        to.Put("content_type", ContentType);
        to.Put("content_disposition", ContentDisposition);
    }
}
