namespace Entente.Stix;

/// <summary>The three changes that can be made to JSON text.</summary>
internal enum JsonEditKind
{
    /// <summary>Take a value away.</summary>
    Remove,

    /// <summary>Put another value in its place.</summary>
    Replace,

    /// <summary>Add a member to an object.</summary>
    Add,
}
