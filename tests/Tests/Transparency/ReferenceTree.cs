using Entente.Transparency;

namespace Entente.Tests.Transparency;

/// <summary>
/// The definitions of RFC 6962 §2.1 written down as they stand there, recursive and slow: what the arithmetic over
/// tiles is compared with.
/// </summary>
internal sealed class ReferenceTree(IReadOnlyList<Hash> leaves)
{
    private readonly Dictionary<(int From, int To), Hash> _known = [];

    /// <summary>MTH(D[from:to]).</summary>
    public Hash Root(int from, int to)
    {
        if (from == to) return MerkleTree.EmptyRoot;
        if (to - from == 1) return leaves[from];
        if (_known.TryGetValue((from, to), out var known)) return known;
        var middle = from + Split(to - from);
        return _known[(from, to)] = MerkleTree.HashNode(Root(from, middle), Root(middle, to));
    }

    /// <summary>PATH(index, D[0:size]).</summary>
    public List<Hash> Inclusion(int index, int size) => Path(index, 0, size);

    /// <summary>PROOF(size1, D[0:size2]).</summary>
    public List<Hash> Consistency(int size1, int size2) => Subproof(size1, 0, size2, true);

    private List<Hash> Path(int index, int from, int to)
    {
        if (to - from == 1) return [];
        var middle = from + Split(to - from);
        return index < middle
            ? [.. Path(index, from, middle), Root(middle, to)]
            : [.. Path(index, middle, to), Root(from, middle)];
    }

    private List<Hash> Subproof(int size1, int from, int to, bool known)
    {
        if (size1 == to) return known ? [] : [Root(from, to)];
        var middle = from + Split(to - from);
        return size1 <= middle
            ? [.. Subproof(size1, from, middle, known), Root(middle, to)]
            : [.. Subproof(size1, middle, to, false), Root(from, middle)];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n) k *= 2;
        return k;
    }
}
