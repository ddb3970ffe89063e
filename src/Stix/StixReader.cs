using Entente.Stix.Json;
using System.Text.Json;

namespace Entente.Stix;

/// <summary>
/// Reads the head of one STIX object in one forward pass, without building a tree: what it is, which version, who made
/// it, how it is marked, and every object that it names. Properties that belong to one type are not checked here.
/// </summary>
/// <remarks>
/// Refused are: text that is not well-formed UTF-8 JSON or says one thing twice, objects over a limit, a missing or
/// ill-formed head property, an id that disagrees with the type, references that are no ids, markings that name no
/// marking-definition, selectors that find nothing.
/// </remarks>
public static class StixReader
{
    /// <summary>Reads one object; <paramref name="utf8"/> must not change while the result is used.</summary>
    public static ReadResult Read(ReadOnlyMemory<byte> utf8, StixLimits? limits = null)
    {
        limits ??= StixLimits.Default;
        using var tape = JsonTape.Read(utf8.Span, limits);
        return Read(utf8, new JsonWalk(utf8.Span, tape), limits);
    }

    /// <summary>Reads an object whose tokens have been read already.</summary>
    internal static ReadResult Read(ReadOnlyMemory<byte> utf8, JsonWalk walk, StixLimits limits)
    {
        var bag = new DiagnosticBag(limits.DiagnosticsMax);
        var head = new HeadReader(bag, limits);
        if (walk.Read())
        {
            if (walk.Token == JsonTokenType.StartObject) head.ReadObject(ref walk);
            else bag.Add(walk.Error("object-type", "this is not a JSON object", "a STIX object starts with `{`"));
        }

        // Reading to the end finds what follows the object.
        while (walk.Read())
        {
        }

        if (walk.Fault is { } fault)
        {
            bag.Add(fault);
            return new ReadResult(null, bag.ToImmutable());
        }

        if (head.IsObject) head.Check(walk.Restart());
        return bag.HasErrors ? new ReadResult(null, bag.ToImmutable()) : new ReadResult(
            head.Build(utf8), bag.ToImmutable());
    }
}
