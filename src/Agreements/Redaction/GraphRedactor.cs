using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>
/// Redacts a batch of objects as the graph they are: no reference leaves whose target does not, references follow
/// derivatives to their new ids, what loses an essential part is withheld. Repeated until nothing changes; since a
/// status only gets worse, it ends.
/// </summary>
/// <remarks>
/// Reference rules are those of STIX 2.1 §3.5 and §3.6: pass-through or derivative, nothing between. An id is data: the id
/// of an observable is a digest of its content in a public namespace, so a dangling one tells what was withheld.
/// </remarks>
public sealed class GraphRedactor
{
    private readonly RedactionContext _context;
    private readonly List<RedactionNode> _nodes;
    private readonly Dictionary<string, RedactionNode> _byId = new(StringComparer.Ordinal);

    private GraphRedactor(IReadOnlyList<RedactionInput> batch, RedactionContext context)
    {
        _context = context;
        _nodes = [.. batch.Select(input => new RedactionNode(input))];

        // Of several versions of one object the latest says what becomes of references to it.
        foreach (var node in _nodes.OrderBy(node => node.Object.Version ?? default)) _byId[node.Object.Id] = node;
    }

    /// <summary>Redacts a batch; one result an object, in order.</summary>
    public static IReadOnlyList<RedactedObject> Redact(IReadOnlyList<RedactionInput> batch, RedactionContext context)
    {
        var redactor = new GraphRedactor(batch, context);
        redactor.Settle();
        return [.. redactor._nodes.Select(redactor.Finish)];
    }

    private void Settle()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var node in _nodes)
            {
                if (!node.Leaves) continue;
                var before = (node.Outcome, node.Removed.Count, node.Rewritten.Count);
                foreach (var reference in node.Object.References) Follow(node, reference);
                PruneLists(node);
                changed |= before != (node.Outcome, node.Removed.Count, node.Rewritten.Count);
            }
        }
        while (changed);
    }

    private void Follow(RedactionNode node, StixReference reference)
    {
        if (!node.Leaves || node.IsRemoved(reference.Pointer) || reference.TargetId == node.Object.Id) return;
        if (reference.Property is "object_marking_refs" or "marking_ref")
        {
            FollowMarking(node, reference);
            return;
        }

        // The creator of a derivative is ours anyway.
        if (reference.Pointer == "/created_by_ref" && (node.OmitsCreator || node.DroppedIds.Contains(reference.TargetId))) return;
        var target = Resolve(reference.TargetId);
        if (ReferenceRules.SpeaksAboutOthers(node.Object.Type) && _byId.TryGetValue(reference.TargetId, out var about) && about.LostContent)
        {
            node.Withhold("speaks-about-withheld", "its text is about an object of which a part is withheld");
        }
        else if (target.Status == ReferenceStatus.Undecided)
        {
            node.Defer(reference.TargetId);
        }
        else if (target.Status == ReferenceStatus.Unreleasable)
        {
            Drop(node, reference);
        }
        else if (target.ReleasedId is { } id && id != reference.TargetId)
        {
            node.Rewrite(reference, id);
        }
    }

    /// <summary>A marking is never dropped: that would loosen the object. Its definition leaves, or the object stays.</summary>
    private void FollowMarking(RedactionNode node, StixReference reference)
    {
        if (KnownMarkings.TryGet(reference.TargetId, out _) || reference.TargetId == _context.AgreementMarking) return;
        var target = Resolve(reference.TargetId);
        if (target.Status == ReferenceStatus.Undecided) node.Defer(reference.TargetId);
        if (target.Status != ReferenceStatus.Unreleasable) return;
        node.Awaits.Add(reference.TargetId);
        node.Withhold("marking-definition-withheld", $"its marking `{reference.TargetId}` may not leave");
    }

    private static void Drop(RedactionNode node, StixReference reference)
    {
        node.Awaits.Add(reference.TargetId);
        node.DroppedIds.Add(reference.TargetId);
        var parts = reference.Pointer[1..].Split('/');
        var isListItem = int.TryParse(parts[^1], out _);
        if (!isListItem && ReferenceRules.IsRequired(node.Object.Type, reference.Property))
        {
            node.Withhold("reference-withheld", $"its `{reference.Property}` refers to an object that does not leave");
            return;
        }

        // Inside an item of a list the reference is what the item is about; the rest of it would still tell.
        var pointer = reference.Pointer;
        if (!isListItem && parts.Length > 2 && int.TryParse(parts[^2], out _)) pointer = pointer[..pointer.LastIndexOf('/')];
        node.Remove(pointer, "reference-removed", $"a reference in `{parts[0]}` to an object that does not leave is removed");
    }

    /// <summary>A list that lost all its items goes too (STIX 2.1 §2.12); if it is required, the object stays.</summary>
    private static void PruneLists(RedactionNode node)
    {
        foreach (var list in node.Object.References
            .Where(reference => reference.Property.EndsWith("_refs", StringComparison.Ordinal))
            .GroupBy(reference => reference.Pointer[..reference.Pointer.LastIndexOf('/')]))
        {
            if (!node.Leaves || node.IsRemoved(list.Key) || !list.All(item => node.IsRemoved(item.Pointer))) continue;
            if (ReferenceRules.IsRequired(node.Object.Type, list.First().Property))
            {
                node.Withhold("reference-withheld", $"nothing that its `{list.First().Property}` names leaves");
            }
            else
            {
                node.Remove(list.Key, "reference-removed", $"`{list.First().Property}` is empty and removed");
            }
        }
    }

    private ReferenceState Resolve(string id)
    {
        if (!_byId.TryGetValue(id, out var node))
        {
            return _context.Outside(id);
        }

        // A version that left earlier does not help: what refers to the object today must see today's decision.
        return node.Outcome switch
        {
            RedactionOutcome.PassThrough => new ReferenceState(ReferenceStatus.Released, id),
            RedactionOutcome.Derivative => new ReferenceState(ReferenceStatus.Released, _context.Ids.Of(id)),
            RedactionOutcome.Deferred => new ReferenceState(ReferenceStatus.Undecided),
            _ => new ReferenceState(ReferenceStatus.Unreleasable),
        };
    }

    private RedactedObject Finish(RedactionNode node)
    {
        if (node.Outcome == RedactionOutcome.PassThrough) return Result(node, node.Object.Id, null);
        if (node.Outcome != RedactionOutcome.Derivative) return Result(node, null, null);
        var creator = Creator(node);
        var id = _context.Ids.Of(node.Object.Id);
        var bytes = DerivativeWriter.Write(node, id, creator, _context);
        if (LeakGuard.Find(node, bytes) is { } leak)
        {
            node.Withhold("leak-guard", $"the redacted object would still hold {leak}");
            return Result(node, null, null);
        }

        return Result(node, id, bytes);
    }

    /// <summary>Our identity as creator of a derivative, if the recipient may know it; else none.</summary>
    private string? Creator(RedactionNode node)
    {
        if (node.OmitsCreator || node.Object.Kind == ObjectKind.CyberObservable) return null;
        var ours = Resolve(_context.ReleasingIdentity);
        return ours.Status == ReferenceStatus.Released && ours.ReleasedId == _context.ReleasingIdentity
            ? _context.ReleasingIdentity
            : null;
    }

    private static RedactedObject Result(RedactionNode node, string? id, ReadOnlyMemory<byte>? bytes) => new(
        node.Object, node.Outcome, node.Verdict, id, bytes,
        node.Outcome is RedactionOutcome.PassThrough or RedactionOutcome.Derivative ? [] : [.. node.Awaits.Order(StringComparer.Ordinal)]);
}
