using System.Collections.Immutable;

namespace Entente.Taxii;

/// <summary>
/// Which versions of each object are asked for (TAXII 2.1 §3.4.1, <c>match[version]</c>). The choices add up: an
/// object's
/// version passes when any of them takes it.
/// </summary>
/// <param name="First">The oldest version held.</param>
/// <param name="Last">The newest version held; the default when nothing is asked.</param>
/// <param name="All">Every version; then the other choices are empty.</param>
/// <param name="Exact">
/// The versions with exactly these times. Compare instants, not texts: <c>00Z</c> and <c>00.000Z</c> are one version.
/// </param>
public sealed record VersionFilter(bool First, bool Last, bool All, ImmutableArray<string> Exact)
{
    /// <summary>What holds when <c>match[version]</c> is absent.</summary>
    public static VersionFilter Default { get; } = new(First: false, Last: true, All: false, []);

    /// <summary>Every version.</summary>
    public static VersionFilter Everything { get; } = new(First: false, Last: false, All: true, []);

    internal string Canonical => string.Join(
        ',', new[] { All ? "all" : null, First ? "first" : null, Last ? "last" : null }.OfType<string>().Concat(Exact));
}
