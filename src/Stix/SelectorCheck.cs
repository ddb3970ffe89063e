using System.Collections.Immutable;
using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix;

/// <summary>
/// Finds what granular marking selectors point at (STIX 2.1 §7.2.3.1). Selectors may stand before the content they
/// name, so an object that has any is walked a second time.
/// </summary>
internal static class SelectorCheck
{
    public static void Run(JsonWalk walk, List<SelectorPlace> places, DiagnosticBag bag)
    {
        var root = new Node();
        foreach (var place in places)
        {
            if (Selectors.Split(place.Selector) is { IsEmpty: false } steps) root.Plant(steps).Places.Add(place);
            else Report(bag, place, "selector-form", $"`{place.Selector}` is not a selector");
        }

        if (walk.Read()) Visit(ref walk, root);
        foreach (var place in root.Unseen().OrderBy(place => place.Offset))
        {
            Report(bag, place, "selector-dangling", $"`{place.Selector}` points at nothing in the object");
        }
    }

    private static void Visit(ref JsonWalk walk, Node node)
    {
        node.Seen = true;
        if (node.Children.Count == 0)
        {
            walk.Skip();
            return;
        }

        if (walk.Token == JsonTokenType.StartObject)
        {
            while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
            {
                var child = node.Children.GetValueOrDefault(walk.Text());
                if (!walk.Read()) return;
                if (child is null) walk.Skip();
                else Visit(ref walk, child);
            }
        }
        else if (walk.Token == JsonTokenType.StartArray)
        {
            for (var index = 0; walk.Read() && walk.Token != JsonTokenType.EndArray; index++)
            {
                if (node.Children.GetValueOrDefault($"[{index}]") is { } child) Visit(ref walk, child);
                else walk.Skip();
            }
        }
    }

    private static void Report(DiagnosticBag bag, SelectorPlace place, string code, string message) => bag.Add(
        new Diagnostic(
            code,
            Severity.Error,
            place.Pointer,
            place.Offset,
            message,
            "name present content, such as `description` or `labels.[0]`",
            "STIX 2.1 §7.2.3.1"));

    private sealed class Node
    {
        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public List<SelectorPlace> Places { get; } = [];

        public bool Seen { get; set; }

        public Node Plant(ImmutableArray<string> steps)
        {
            var node = this;
            foreach (var step in steps)
            {
                if (!node.Children.TryGetValue(step, out var next)) node.Children.Add(step, next = new Node());
                node = next;
            }

            return node;
        }

        public IEnumerable<SelectorPlace> Unseen() =>
            (Seen ? [] : Places).Concat(Children.Values.SelectMany(child => child.Unseen()));
    }
}
