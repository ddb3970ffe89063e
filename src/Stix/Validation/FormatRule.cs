using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>One form that a string must or should have.</summary>
internal sealed record FormatRule(
    string Code, Severity Severity, Func<string, bool> Matches, string Expected, string Section)
{
    /// <summary>A quick look that finds most good texts good, so that no string is made of them.</summary>
    public Utf8Test? IsPlainlyGood { get; init; }

    /// <summary>Whether the current string has the form.</summary>
    public bool Holds(in JsonWalk walk) =>
        (IsPlainlyGood is { } test && test(walk.Raw)) || Matches(walk.Text());

    internal delegate bool Utf8Test(ReadOnlySpan<byte> utf8);
}
