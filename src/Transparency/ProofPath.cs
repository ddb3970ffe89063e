namespace Entente.Transparency;

/// <summary>
/// The way from a node to the root, as a proof walks it: the node's index in its row and the last index of that row
/// (<c>fn</c> and <c>sn</c> of RFC 9162 §2.1.3.2).
/// </summary>
internal ref struct ProofPath(long node, long last)
{
    private long _node = node;
    private long _last = last;

    /// <summary>Whether no further sibling can follow.</summary>
    public readonly bool IsAtRoot => _last == 0;

    /// <summary>Goes one hash of the proof upwards; true when that hash stands to the left of what is known.</summary>
    public bool Climb()
    {
        var left = (_node & 1) == 1 || _node == _last;
        if (left)
        {
            // At the right edge rows without a sibling are passed over until the node is a right child.
            while ((_node & 1) == 0 && _node != 0) Shift();
        }

        Shift();
        return left;
    }

    /// <summary>Goes to the largest subtree that ends at this node (RFC 9162 §2.1.4.2 step 4).</summary>
    public void SkipRightChildren()
    {
        while ((_node & 1) == 1) Shift();
    }

    private void Shift()
    {
        _node >>= 1;
        _last >>= 1;
    }
}
