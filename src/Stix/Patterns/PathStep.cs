using System.Globalization;

namespace Entente.Stix.Patterns;

/// <summary>One step of an object path.</summary>
public sealed record PathStep
{
    private PathStep(PathStepKind kind, string name, int index, string text)
    {
        Kind = kind;
        Name = name;
        Index = index;
        Text = text;
    }

    /// <summary><c>[*]</c></summary>
    public static PathStep AnyIndex { get; } = new(PathStepKind.AnyIndex, "", -1, "*");

    /// <summary>What the step does.</summary>
    public PathStepKind Kind { get; }

    /// <summary>The key, without quotes and escapes; empty for list steps.</summary>
    public string Name { get; }

    /// <summary>The index for <see cref="PathStepKind.Index"/>, −1 where no list can have it.</summary>
    public int Index { get; }

    /// <summary>The step as written, without the dot or the brackets.</summary>
    public string Text { get; }

    /// <summary>A key step in its shortest spelling: quoted only where it has to be.</summary>
    /// <param name="name">The key.</param>
    public static PathStep Key(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var plain = PatternWords.IsPlainKey(name);
        return new PathStep(PathStepKind.Key, name, -1, plain ? name : PatternWords.Quote(name));
    }

    /// <summary>An index step.</summary>
    /// <param name="index">The index, from 0.</param>
    public static PathStep At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new PathStep(PathStepKind.Index, "", index, index.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A key step in the spelling that the parser found; trusted.</summary>
    internal static PathStep KeyAsWritten(string name, string text) => new(PathStepKind.Key, name, -1, text);

    /// <summary>
    /// An index step in the spelling that the parser found; trusted. The grammar takes any integer, but no list has
    /// an item below 0 or above the largest index, so such a step leads nowhere.
    /// </summary>
    internal static PathStep IndexAsWritten(string text)
    {
        var known = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index);
        return new PathStep(PathStepKind.Index, "", known && index >= 0 ? index : -1, text);
    }
}
