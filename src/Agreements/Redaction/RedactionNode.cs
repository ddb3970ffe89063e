using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>An object while its graph is being redacted. Its status only gets worse, so the redaction ends.</summary>
internal sealed class RedactionNode
{
    public RedactionNode(RedactionInput input)
    {
        Object = input.Object;
        Verdict = input.Verdict;
        Outcome = input.Verdict.Outcome is Decisions.Outcome.Permit or Decisions.Outcome.Transform
            ? RedactionOutcome.PassThrough
            : RedactionOutcome.Withheld;
        if (Outcome == RedactionOutcome.Withheld) return;
        foreach (var op in input.Verdict.Transforms) Apply(op);
        foreach (var selector in input.DeniedSelectors) Redact(selector);
    }

    public StixObject Object { get; }

    public Verdict Verdict { get; private set; }

    public RedactionOutcome Outcome { get; private set; }

    /// <summary>JSON pointers of what is removed.</summary>
    public HashSet<string> Removed { get; } = new(StringComparer.Ordinal);

    /// <summary>New ids by JSON pointer of the reference.</summary>
    public Dictionary<string, string> Rewritten { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids that must not occur in the derivative.</summary>
    public HashSet<string> DroppedIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids whose decision may change this one.</summary>
    public HashSet<string> Awaits { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the creator must not be named at all.</summary>
    public bool OmitsCreator { get; private set; }

    /// <summary>Whether something its creator wrote was removed, rather than a name or a reference.</summary>
    public bool LostContent { get; private set; }

    public bool Leaves => Outcome is RedactionOutcome.PassThrough or RedactionOutcome.Derivative;

    public void Withhold(string code, string detail)
    {
        if (Outcome == RedactionOutcome.Withheld) return;
        Outcome = RedactionOutcome.Withheld;
        Verdict = Verdict.With(Decisions.Outcome.Deny, code, detail);
    }

    public void Defer(string targetId)
    {
        if (!Leaves) return;
        Outcome = RedactionOutcome.Deferred;
        Awaits.Add(targetId);
        Verdict = Verdict.With(Decisions.Outcome.Deny, "reference-undecided", $"`{targetId}` is still to be decided");
    }

    /// <summary>Removes a part; what stands in it is gone with it. Withholds the object when the part is required.</summary>
    public void Remove(string pointer, string code, string detail)
    {
        if (!Leaves || IsRemoved(pointer)) return;
        var property = pointer[1..].Split('/')[0];
        if (pointer.LastIndexOf('/') == 0 && RequiredProperties.IsRequired(Object.Type, property))
        {
            Withhold("required-part-withheld", $"`{property}` may not leave and the object is nothing without it");
            return;
        }

        Removed.RemoveWhere(inner => inner.StartsWith(pointer + "/", StringComparison.Ordinal));
        Removed.Add(pointer);
        BecomeDerivative(code, detail);
    }

    public void Rewrite(StixReference reference, string newId)
    {
        if (Rewritten.TryGetValue(reference.Pointer, out var known) && known == newId) return;
        Rewritten[reference.Pointer] = newId;
        DroppedIds.Add(reference.TargetId);
        BecomeDerivative("reference-rewritten", "what it refers to leaves under another id");
    }

    public bool IsRemoved(string pointer) => Removed.Contains(pointer)
        || Removed.Any(outer => pointer.StartsWith(outer + "/", StringComparison.Ordinal));

    private void BecomeDerivative(string code, string detail)
    {
        Outcome = RedactionOutcome.Derivative;
        if (!Verdict.Reasons.Any(reason => reason.Code == code && reason.Detail == detail))
        {
            Verdict = Verdict.With(Decisions.Outcome.Transform, code, detail);
        }
    }

    private void Apply(TransformOp op)
    {
        Outcome = RedactionOutcome.Derivative;
        if (op.Kind == TransformKind.ReplaceCreator)
        {
            if (Object.CreatedByRef is { } creator) DroppedIds.Add(creator);
            return;
        }

        if (op.Argument == "created_by_ref")
        {
            OmitsCreator = true;
            if (Object.CreatedByRef is { } creator) DroppedIds.Add(creator);
        }
        else if (!Object.PropertyNames.Contains(op.Argument))
        {
            // A required change that cannot be made denies (agreements.md D13).
            Withhold("transform-impossible", $"`{op.Argument}` is to be removed and is not where it was");
        }
        else
        {
            Remove($"/{op.Argument}", "part-removed", $"`{op.Argument}` is removed");
        }
    }

    private void Redact(string selector)
    {
        if (Selectors.ToPointer(selector) is not { } pointer)
        {
            Withhold("selector-malformed", "a granular marking cannot be read");
            return;
        }

        LostContent = true;
        Remove(pointer, "part-withheld", "a part carries a marking that may not leave");
    }
}
