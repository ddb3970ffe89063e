namespace Entente.Stix;

/// <summary>A reference to another object: any value of a property named <c>…_ref</c> or item of <c>…_refs</c>.</summary>
/// <param name="Pointer">Where it stands, such as <c>/object_refs/3</c>.</param>
/// <param name="Property">The property's name, such as <c>object_refs</c>.</param>
/// <param name="TargetId">The id it names.</param>
/// <param name="Offset">Its byte offset in the object.</param>
public readonly record struct StixReference(string Pointer, string Property, string TargetId, long Offset);
