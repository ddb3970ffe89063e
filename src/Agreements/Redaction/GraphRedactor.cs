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
    private readonly Dictionary<string, List<RedactionNode>> _byId = new(StringComparer.Ordinal);

    private bool _hasFallen;

    private GraphRedactor(
        IReadOnlyList<RedactionInput> batch, RedactionContext context, IReadOnlyDictionary<int, RedactionNode> fallen)
    {
        _context = context;
        _nodes = [.. batch.Select((input, i) => fallen.GetValueOrDefault(i) ?? new RedactionNode(input))];

        foreach (var node in _nodes.OrderByDescending(node => node.Object.Version ?? default))
        {
            if (!_byId.TryGetValue(node.Object.Id, out var versions)) _byId[node.Object.Id] = versions = [];
            versions.Add(node);
        }
    }

    /// <summary>Redacts a batch; one result an object, in order.</summary>
    public static IReadOnlyList<RedactedObject> Redact(IReadOnlyList<RedactionInput> batch, RedactionContext context)
    {
        // A version that is stopped after others have followed it leaves traces in them. They begin anew without it, or
        // it would show in what leaves that it is there. Each time there is one version more that stays.
        var fallen = new Dictionary<int, RedactionNode>();
        while (true)
        {
            var redactor = new GraphRedactor(batch, context, fallen);
            redactor.Run();
            if (!redactor._hasFallen) return [.. redactor._nodes.Select(redactor.Finish)];
            redactor.CollectFallen(fallen);
        }
    }

    private void Run()
    {
        // What is stopped now is withheld, so what refers to it is looked at again. Each round stops one at least.
        do
        {
            Settle();
        }
        while (!_hasFallen && (Write() || Guard()));
    }

    /// <summary>Versions that stay although an earlier one leaves, or left before.</summary>
    private void CollectFallen(Dictionary<int, RedactionNode> fallen)
    {
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (!_nodes[i].Leaves && Resolve(_nodes[i].Object.Id).Status == ReferenceStatus.Released) fallen[i] = _nodes[i];
        }
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
                if (_hasFallen) return;
                PruneLists(node);
                node.PruneEmptied();
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
        var isCreator = reference.Pointer == "/created_by_ref";
        if (isCreator && (node.OmitsCreator || reference.TargetId == node.StrippedCreator)) return;
        if (reference.TargetId == node.StrippedCreator)
        {
            Drop(node, reference);
            return;
        }

        var target = Resolve(reference.TargetId);
        if (SpeaksAboutWithheld(node, reference, target))
        {
            node.Awaits.Add(reference.TargetId);
            node.Withhold("speaks-about-withheld", "its text is about what is withheld, wholly or in part");
        }
        else if (target.Status == ReferenceStatus.Undecided)
        {
            node.Defer(reference.TargetId);
        }
        else if (target.Status == ReferenceStatus.Unreleasable)
        {
            if (isCreator) node.ReplaceCreator(reference.TargetId);
            else Drop(node, reference);
        }
        else if (target.ReleasedId is { } id)
        {
            // It followed a version that does not leave after all.
            _hasFallen |= node.Rewritten.TryGetValue(reference.Pointer, out var followed) && followed != id;
            if (id != reference.TargetId) node.Rewrite(reference, id);
        }
    }

    /// <summary>
    /// A text about others carries at least their marking: it may repeat them. Of what left as a derivative before
    /// nobody remembers here whether a part or only a name was removed, so it counts as a part.
    /// </summary>
    private bool SpeaksAboutWithheld(RedactionNode node, StixReference reference, ReferenceState target)
    {
        if (!ReferenceRules.SpeaksAboutOthers(node.Object.Type) || reference.Pointer == "/created_by_ref") return false;
        if (target.Status == ReferenceStatus.Unreleasable) return true;
        if (LatestThatLeaves(reference.TargetId) is { } about) return about.LostContent;
        return target.Status == ReferenceStatus.Released && target.ReleasedId != reference.TargetId;
    }

    /// <summary>
    /// A marking is never dropped: that would loosen the object. Its definition leaves, or the object stays.
    /// </summary>
    private void FollowMarking(RedactionNode node, StixReference reference)
    {
        if (MarksNothing(node, reference)) return;
        if (KnownMarkings.TryGet(reference.TargetId, out _) || reference.TargetId == _context.AgreementMarking) return;
        var target = Resolve(reference.TargetId);
        if (target.Status == ReferenceStatus.Undecided) node.Defer(reference.TargetId);
        if (target is { Status: ReferenceStatus.Released, ReleasedId: { } id } && id != reference.TargetId)
        {
            node.Rewrite(reference, id);
        }

        if (target.Status != ReferenceStatus.Unreleasable) return;
        node.Awaits.Add(reference.TargetId);
        node.Withhold("marking-definition-withheld", $"its marking `{reference.TargetId}` may not leave");
    }

    /// <summary>Whether a granular marking goes with the parts it marks; its id must not stay behind then.</summary>
    private static bool MarksNothing(RedactionNode node, StixReference reference)
    {
        var parts = reference.Pointer.Split('/');
        if (parts is not ["", "granular_markings", var index, "marking_ref"]) return false;
        return GranularRewriter.MarksNothing(node, int.Parse(index, System.Globalization.CultureInfo.InvariantCulture));
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

    /// <summary>
    /// A list that lost all its items goes too (STIX 2.1 §2.12); if it is required, the object stays.
    /// </summary>
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
        // A reference names an object, not a version: it may leave when the recipient has, or now gets, any version.
        // That another version is withheld must not show, and would if what refers to the object were withheld for it.
        if (LatestThatLeaves(id) is { } node)
        {
            var isWhole = node.Outcome == RedactionOutcome.PassThrough;
            return new ReferenceState(ReferenceStatus.Released, isWhole ? id : _context.Ids.Of(id));
        }

        var outside = _context.Outside(id);
        if (outside.Status is ReferenceStatus.Released or ReferenceStatus.FromRecipient) return outside;
        return _byId.TryGetValue(id, out var versions)
            ? new ReferenceState(versions.Exists(version => version.Outcome == RedactionOutcome.Deferred)
                ? ReferenceStatus.Undecided
                : ReferenceStatus.Unreleasable)
            : outside;
    }

    private RedactionNode? LatestThatLeaves(string id) =>
        _byId.TryGetValue(id, out var versions) ? versions.Find(version => version.Leaves) : null;

    /// <summary>Writes what leaves, as it stands after settling; whether something was stopped.</summary>
    private bool Write()
    {
        var stopped = false;
        CountVersions();
        foreach (var node in _nodes)
        {
            if (node.Outcome == RedactionOutcome.PassThrough) node.Output = node.Object.Bytes;
            if (node.Outcome != RedactionOutcome.Derivative) continue;
            var creator = Creator(node);
            if (creator is null && RequiredProperties.IsRequired(node.Object.Type, "created_by_ref"))
            {
                node.Withhold("required-part-withheld", "`created_by_ref` may not leave and is required");
            }

            var spokenOf = SpokenOf(node);
            stopped |= !node.Leaves;
            if (node.Leaves) node.Output = DerivativeWriter.Write(node, spokenOf, creator, _context);
        }

        return stopped;
    }

    /// <summary>Only what leaves is counted: a gap between two times would tell of what is withheld.</summary>
    private void CountVersions()
    {
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in _nodes.Where(node => node.Outcome == RedactionOutcome.Derivative)
            .OrderBy(node => node.Object.Version ?? default))
        {
            node.VersionsBefore = before.GetValueOrDefault(node.Object.Id);
            before[node.Object.Id] = node.VersionsBefore + 1;
        }
    }

    /// <summary>
    /// The version that a translation names, if it follows a derivative: its time follows too (STIX 2.1 §7.1). Of a
    /// version that does not leave now nobody knows here whether it left whole, so it counts as withheld.
    /// </summary>
    private RedactionNode? SpokenOf(RedactionNode node)
    {
        if (!node.Rewritten.ContainsKey("/object_ref") || !node.TryGetVersionSpokenOf(out var version)) return null;
        var about = node.Object.References.First(reference => reference.Pointer == "/object_ref").TargetId;
        var spokenOf = _nodes.Find(other => other.Object.Id == about
            && version is not null && other.Object.Version == version
            && other is { Outcome: RedactionOutcome.Derivative, LostContent: false });
        if (spokenOf is null) node.Withhold("speaks-about-withheld", "the version that it names does not leave");
        return spokenOf;
    }

    /// <summary>Searches everything that would leave for what must not; whether something was stopped.</summary>
    private bool Guard()
    {
        var unchanged = _nodes.Where(node => node.Outcome == RedactionOutcome.PassThrough)
            .Select(node => node.Object.Id).ToHashSet(StringComparer.Ordinal);
        var guard = new LeakGuard(_nodes, id => !unchanged.Contains(id) && IsSecret(id));
        var stopped = false;
        foreach (var node in _nodes.Where(node => node.Leaves))
        {
            if (guard.Find(node) is { } leak) node.Withhold("leak-guard", $"what would leave still holds {leak}");
            else if (guard.FindUndecided(node) is { } id) node.Defer(id);
            stopped |= !node.Leaves;
        }

        return stopped;
    }

    /// <summary>Whether an id names what does not leave, or not under that id, and is not known otherwise.</summary>
    private bool IsSecret(string id) => !HasLeftBefore(id) && Resolve(id) switch
    {
        { Status: ReferenceStatus.Unreleasable } => true,
        { Status: ReferenceStatus.Released } state => state.ReleasedId != id,
        _ => false,
    };

    /// <summary>Whether the recipient has an object under its own id already, be it in another version.</summary>
    private bool HasLeftBefore(string id) => _context.Outside(id) switch
    {
        { Status: ReferenceStatus.FromRecipient } => true,
        { Status: ReferenceStatus.Released } state => state.ReleasedId == id,
        _ => false,
    };

    private RedactedObject Finish(RedactionNode node) => node.Outcome switch
    {
        RedactionOutcome.PassThrough => Result(node, node.Object.Id, null),
        RedactionOutcome.Derivative => Result(node, _context.Ids.Of(node.Object.Id), node.Output),
        _ => Result(node, null, null),
    };

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
