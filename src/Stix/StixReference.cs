namespace Entente.Stix;

/// <summary>One place in an object that names another object.</summary>
/// <param name="Pointer">RFC 6901 pointer of the value, such as <c>/object_refs/3</c>.</param>
/// <param name="Property">Name of the property that holds it, such as <c>object_refs</c>.</param>
/// <param name="TargetId">The id that is named.</param>
/// <param name="Offset">Byte offset of the value in the object's bytes.</param>
public readonly record struct StixReference(string Pointer, string Property, string TargetId, long Offset);
