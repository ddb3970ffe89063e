using System.Text.Json.Nodes;

namespace Entente.Stix.Upgrade;

/// <summary>
/// One object while it is upgraded: its properties, what was done to them and where they went, so that markings on
/// parts of it can follow.
/// </summary>
/// <param name="type">The type.</param>
/// <param name="body">The properties, changed in place.</param>
/// <param name="prefix">Pointer of the object in the input.</param>
/// <param name="changes">The report, shared by all that come from one input.</param>
internal sealed class UpgradeDraft(string type, JsonObject body, string prefix, List<UpgradeChange> changes)
{
    private readonly List<Move> _moves = [];
    private readonly HashSet<string> _ours = new(StringComparer.Ordinal);

    public string Type => type;

    public JsonObject Body => body;

    public string Prefix => prefix;

    public bool IsObservable { get; init; }

    /// <summary>The id, once it is known.</summary>
    public string Id { get; set; } = "";

    /// <summary>Markings of the whole object.</summary>
    public List<string> Markings { get; } = [];

    /// <summary>Markings of parts: by marking or language, the paths.</summary>
    public List<(string? Marking, string? Lang, string[] Path)> Granular { get; } = [];

    /// <summary>Whether the upgrade itself gave the object this property.</summary>
    public bool IsOurs(string name) => _ours.Contains(name);

    public void Report(
        string code,
        UpgradeChangeKind kind,
        string pointer,
        JsonNode? before,
        JsonNode? after,
        string message,
        string section) =>
        changes.Add(new UpgradeChange(
            code,
            kind,
            prefix + pointer,
            before is null ? null : UpgradeJson.Text(before),
            after is null ? null : UpgradeJson.Text(after),
            message,
            section));

    /// <summary>Adds a property that 2.1 has and 2.0 had not.</summary>
    public void Put(string? behind, string name, JsonNode value)
    {
        UpgradeJson.PutAfter(body, behind, name, value);
        _ours.Add(name);
    }

    /// <summary>Puts a property in the place of another one, which is gone.</summary>
    public void Replace(string gone, string name, JsonNode value)
    {
        var at = body.IndexOf(gone);
        body.RemoveAt(at);
        body.Insert(at, name, value);
        _ours.Add(name);
    }

    /// <summary>Gives a property the name that it has in 2.1. What stands there already makes room.</summary>
    public void Rename(string from, string to, string section)
    {
        if (!body.ContainsKey(from)) return;
        if (body.ContainsKey(to)) Keep(to, section);
        var value = body[from];
        UpgradeJson.Rename(body, from, to);
        _ours.Add(to);
        Follow([from], [to]);
        var message = $"`{from}` is `{to}` now";
        Report("property-renamed", UpgradeChangeKind.Moved, Pointer([from]), value, value, message, section);
    }

    /// <summary>Keeps a property without a place in 2.1 under a custom name.</summary>
    public void Keep(string name, string section)
    {
        if (!body.ContainsKey(name)) return;
        var kept = FreeName(Changes21.KeptPrefix + name);
        var value = body[name];
        UpgradeJson.Rename(body, name, kept);
        _ours.Add(kept);
        Follow([name], [kept]);
        var message = $"`{name}` is kept as `{kept}`";
        Report("property-kept", UpgradeChangeKind.Kept, Pointer([name]), value, value, message, section);
    }

    /// <summary>Keeps a part of an inner object as a custom property of the object.</summary>
    public void KeepInner(JsonObject inner, string[] path, string name, string section)
    {
        var value = inner[path[^1]];
        inner.Remove(path[^1]);
        var kept = FreeName(name);
        body.Add(kept, value);
        _ours.Add(kept);
        Follow(path, [kept]);
        Report(
            "property-kept",
            UpgradeChangeKind.Kept,
            Pointer(path),
            value,
            value,
            $"`{string.Join('.', path)}` is kept as `{kept}`",
            section);
    }

    /// <summary>Says where a part of this object went.</summary>
    public void Follow(string[] from, params string[][] to) =>
        _moves.Add(new Move(from, [.. to.Select(path => (this, path))]));

    /// <summary>Says where a part of this object went, other objects included.</summary>
    public void FollowTo(string[] from, params (UpgradeDraft Object, string[] Path)[] to) =>
        _moves.Add(new Move(from, to));

    /// <summary>
    /// Where a path of the input leads now; each at least as wide as what it named. An empty path is a whole object.
    /// </summary>
    public IEnumerable<(UpgradeDraft Object, string[] Path)> Find(string[] path)
    {
        if (path.Length == 0)
        {
            return [(this, path), .. _moves.SelectMany(move => move.To).Where(to => to.Object != this)];
        }

        var found = new List<(UpgradeDraft Object, string[] Path)>();
        var isMoved = false;
        foreach (var move in _moves)
        {
            if (path.Length >= move.From.Length && path.AsSpan(0, move.From.Length).SequenceEqual(move.From))
            {
                isMoved = true;
                var rest = path[move.From.Length..];
                found.AddRange(move.To.Select(to => (to.Object, Path: (string[])[.. to.Path, .. rest])));
            }
            else if (path.Length < move.From.Length && move.From.AsSpan(0, path.Length).SequenceEqual(path))
            {
                // A part of what is named went elsewhere.
                found.AddRange(move.To);
            }
        }

        if (!isMoved && (found.Count == 0 || UpgradeJson.Reach(body, path) == path.Length)) found.Add((this, path));
        var reached = found.Select(to => (to.Object, Path: to.Path[..UpgradeJson.Reach(to.Object.Body, to.Path)]))
            .ToList();

        // What a wider one covers need not be said again.
        return reached.Where((one, at) => !reached.Where((other, before) => other.Object == one.Object &&
            one.Path.AsSpan().StartsWith(other.Path) && (other.Path.Length < one.Path.Length || before < at)).Any());
    }

    private static string Pointer(string[] path) =>
        string.Concat(path.Select(step => $"/{Json.JsonPointer.Escape(step.Trim('[', ']'))}"));

    private string FreeName(string name)
    {
        var free = name;
        for (var number = 2; body.ContainsKey(free); number++) free = $"{name}_{number}";
        return free;
    }
}
