using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>One e-mail message: the <c>email-message</c> (§6.6).</summary>
/// <remarks>
/// If <see cref="IsMultipart"/> is false, <see cref="BodyMultipart"/> must not be set. If <see cref="IsMultipart"/> is
/// true, <see cref="Body"/> must not be set. The id is made from <see cref="FromRef"/>, <see cref="Subject"/> and
/// <see cref="Body"/>.
/// </remarks>
public sealed record EmailMessageDraft : ObservableDraft
{
    /// <summary>Whether the body has several MIME parts (§6.6).</summary>
    public required bool IsMultipart { get; init; }

    /// <summary>When it was sent (§6.6).</summary>
    public StixTimestamp? Date { get; init; }

    /// <summary>The <c>Content-Type</c> header (§6.6).</summary>
    public string? ContentType { get; init; }

    /// <summary>The <c>From</c> header; names <c>email-addr</c> (§6.6).</summary>
    public string? FromRef { get; init; }

    /// <summary>The <c>Sender</c> header; names <c>email-addr</c> (§6.6).</summary>
    public string? SenderRef { get; init; }

    /// <summary>The <c>To</c> header; names <c>email-addr</c> (§6.6).</summary>
    public ImmutableArray<string> ToRefs { get; init; } = [];

    /// <summary>The <c>Cc</c> header; names <c>email-addr</c> (§6.6).</summary>
    public ImmutableArray<string> CcRefs { get; init; } = [];

    /// <summary>The <c>Bcc</c> header; names <c>email-addr</c> (§6.6).</summary>
    public ImmutableArray<string> BccRefs { get; init; } = [];

    /// <summary>The <c>Message-ID</c> header (§6.6).</summary>
    public string? MessageId { get; init; }

    /// <summary>The subject (§6.6).</summary>
    public string? Subject { get; init; }

    /// <summary>The <c>Received</c> headers, in their order (§6.6).</summary>
    public ImmutableArray<string> ReceivedLines { get; init; } = [];

    /// <summary>Other headers, by name (§6.6).</summary>
    public OrderedDictionary<string, StixValue>? AdditionalHeaderFields { get; init; }

    /// <summary>The body, if it has one part (§6.6).</summary>
    public string? Body { get; init; }

    /// <summary>The parts of the body, if it has several (§6.6).</summary>
    public ImmutableArray<EmailMimePart> BodyMultipart { get; init; } = [];

    /// <summary>The message as it came, headers included; names <c>artifact</c> (§6.6).</summary>
    public string? RawEmailRef { get; init; }

    /// <inheritdoc/>
    public override string Type => "email-message";

    internal override void Write(MemberWriter to)
    {
        to.Put("is_multipart", IsMultipart);
        to.Put("date", Date);
        to.Put("content_type", ContentType);
        to.Put("from_ref", FromRef);
        to.Put("sender_ref", SenderRef);
        to.Put("to_refs", ToRefs);
        to.Put("cc_refs", CcRefs);
        to.Put("bcc_refs", BccRefs);
        to.Put("message_id", MessageId);
        to.Put("subject", Subject);
        to.Put("received_lines", ReceivedLines);
        to.Put("additional_header_fields", AdditionalHeaderFields);
        to.Put("body", Body);
        to.Put("body_multipart", BodyMultipart);
        to.Put("raw_email_ref", RawEmailRef);
    }
}
