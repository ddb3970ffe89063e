using System.Text.Json;
using Entente.Agreements.Decisions;
using Entente.Stix;
using Entente.Stix.Json;

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

    /// <summary>What stands in the place of a value, as text, by JSON pointer.</summary>
    public Dictionary<string, string> Replaced { get; } = new(StringComparer.Ordinal);

    /// <summary>JSON pointers of texts for which tokens stand.</summary>
    public HashSet<string> Tokenised { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids that must not occur in the derivative.</summary>
    public HashSet<string> DroppedIds { get; } = new(StringComparer.Ordinal);

    /// <summary>JSON pointers of what was withheld for its content: its texts must not stand anywhere else.</summary>
    public HashSet<string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>How many earlier versions of it leave as derivatives in this batch: each has its own time.</summary>
    public int VersionsBefore { get; set; }

    /// <summary>The bytes that leave, as of the last settling; empty when it does not leave.</summary>
    public ReadOnlyMemory<byte> Output { get; set; }

    /// <summary>Ids whose decision may change this one.</summary>
    public HashSet<string> Awaits { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the creator must not be named at all.</summary>
    public bool OmitsCreator { get; private set; }

    /// <summary>The creator that must not be named here, in whatever property; null when it may.</summary>
    public string? StrippedCreator { get; private set; }

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

    /// <summary>
    /// Removes a part; what stands in it is gone with it. Withholds the object when the part is required.
    /// </summary>
    public void Remove(string pointer, string code, string detail)
    {
        if (IsRemoved(pointer)) return;
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

    /// <summary>
    /// Removes what lost everything inside: a list or dictionary has at least one item (STIX 2.1 §2.12, §2.5), and an
    /// empty one would tell that something was there.
    /// </summary>
    public void PruneEmptied()
    {
        if (!Leaves || Removed.Count == 0) return;
        using var document = JsonDocument.Parse(Object.Bytes);
        var pending = new Queue<string>(Removed);
        while (Leaves && pending.TryDequeue(out var pointer))
        {
            var parent = pointer[..pointer.LastIndexOf('/')];
            if (parent.Length == 0 || IsRemoved(parent)) continue;
            var gone = Removed.Count(inner => inner[..inner.LastIndexOf('/')] == parent);
            if (gone < CountItems(document, parent)) continue;
            Remove(parent, "part-emptied", $"`{parent[1..].Split('/')[0]}` has nothing left and is removed");
            pending.Enqueue(parent);
        }
    }

    public void Rewrite(StixReference reference, string newId)
    {
        if (Rewritten.TryGetValue(reference.Pointer, out var known) && known == newId) return;
        Rewritten[reference.Pointer] = newId;
        DroppedIds.Add(reference.TargetId);
        BecomeDerivative("reference-rewritten", "what it refers to leaves under another id");
    }

    /// <summary>Its creator does not leave: it becomes a derivative, and the creator of that is ours.</summary>
    public void ReplaceCreator(string creator)
    {
        Awaits.Add(creator);
        DroppedIds.Add(creator);
        BecomeDerivative("creator-replaced", "its creator does not leave");
    }

    /// <summary>Whether it speaks of one version of an object (STIX 2.1 §7.1.1), and of which.</summary>
    public bool TryGetVersionSpokenOf(out StixTimestamp? version)
    {
        version = null;
        if (!ReferenceRules.SpeaksAboutOthers(Object.Type)) return false;
        if (!Object.PropertyNames.Contains("object_modified")) return false;
        using var document = JsonDocument.Parse(Object.Bytes);
        var named = document.RootElement.GetProperty("object_modified");
        if (named.ValueKind == JsonValueKind.String && StixTimestamp.TryParse(named.GetString(), out var read))
        {
            version = read;
        }

        return true;
    }

    public bool IsRemoved(string pointer) => Removed.Contains(pointer)
        || Removed.Any(outer => pointer.StartsWith(outer + "/", StringComparison.Ordinal));

    private void BecomeDerivative(string code, string detail)
    {
        if (!Leaves) return;
        if (Verdict.Whole is [var whole, ..])
        {
            Withhold(whole.Code, $"{whole.Detail} ({detail})");
            return;
        }

        Outcome = RedactionOutcome.Derivative;
        if (!Verdict.Reasons.Any(reason => reason.Code == code && reason.Detail == detail))
        {
            Verdict = Verdict.With(Decisions.Outcome.Transform, code, detail);
        }
    }

    private void Apply(TransformOp op)
    {
        if (!Leaves) return;
        if (op.Kind is TransformKind.GeneraliseProperty or TransformKind.TokeniseProperty)
        {
            Replace(op);
            return;
        }

        Outcome = RedactionOutcome.Derivative;
        if (op.Kind == TransformKind.ReplaceCreator)
        {
            StripCreator();
            return;
        }

        if (op.Argument == "created_by_ref")
        {
            OmitsCreator = true;
            StripCreator();
        }
        else if (!Object.PropertyNames.Contains(op.Argument))
        {
            // A required change that cannot be made denies.
            Withhold("transform-impossible", $"`{op.Argument}` is to be removed and is not where it was");
        }
        else
        {
            // What rests on the part may repeat it, and so may the object's own text.
            LostContent = true;
            var pointer = JsonPointer.Append("", op.Argument);
            if (op.Argument != "external_references") Secrets.Add(pointer);
            Remove(pointer, "part-removed", $"`{op.Argument}` is removed");
        }
    }

    /// <summary>
    /// Something less telling stands in the place of a value. What cannot be replaced withholds the object.
    /// </summary>
    private void Replace(TransformOp op)
    {
        using var document = JsonDocument.Parse(Object.Bytes, new JsonDocumentOptions { MaxDepth = 1000 });
        var pointer = JsonPointer.Append("", op.Argument);
        var value = LeakGuard.Find(document.RootElement, pointer);
        if (op.Kind == TransformKind.TokeniseProperty)
        {
            if (value is { } text && !Tokenise(text, pointer)) value = null;
        }
        else if (value is { } exact)
        {
            var less = Generalisation.Of(exact, op.Detail);
            if (less == exact.ToString()) return;
            if (less is null) value = null;
            else Replaced[pointer] = less;
        }

        if (value is null)
        {
            Withhold("transform-impossible", $"`{op.Argument}` is not what can be made less telling");
            return;
        }

        LostContent = true;
        Secrets.Add(pointer);
        BecomeDerivative("part-replaced", $"`{op.Argument}` is less telling");
    }

    private bool Tokenise(JsonElement value, string pointer)
    {
        if (value.ValueKind == JsonValueKind.String) return Tokenised.Add(pointer);
        if (value.ValueKind != JsonValueKind.Array) return false;
        if (value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String)) return false;
        for (var i = 0; i < value.GetArrayLength(); i++) Tokenised.Add($"{pointer}/{i}");
        return true;
    }

    private void StripCreator()
    {
        if (Object.CreatedByRef is not { } creator) return;
        StrippedCreator = creator;
        DroppedIds.Add(creator);
    }

    private void Redact(string selector)
    {
        if (Selectors.ToPointer(selector) is not { } pointer)
        {
            Withhold("selector-malformed", "a granular marking cannot be read");
            return;
        }

        // Without its markings an object would travel freer than its creator allowed.
        if (pointer.Split('/')[1] is "object_marking_refs" or "granular_markings")
        {
            Withhold("marking-withheld", "a marking itself carries a marking that may not leave");
            return;
        }

        LostContent = true;
        Secrets.Add(pointer);
        Remove(WholeItem(pointer), "part-withheld", "a part carries a marking that may not leave");
    }

    /// <summary>Inside an item of a list the item goes whole: the rest of it could be invalid, or tell.</summary>
    private static string WholeItem(string pointer)
    {
        var at = 0;
        foreach (var part in pointer[1..].Split('/'))
        {
            at += part.Length + 1;
            if (int.TryParse(part, out _)) return pointer[..at];
        }

        return pointer;
    }

    private static int CountItems(JsonDocument document, string pointer) =>
        LeakGuard.Find(document.RootElement, pointer) switch
        {
            { ValueKind: JsonValueKind.Array } list => list.GetArrayLength(),
            { ValueKind: JsonValueKind.Object } members => members.EnumerateObject().Count(),
            _ => int.MaxValue,
        };
}
