namespace Entente.Stix;

/// <summary>One change that <see cref="JsonEditor"/> makes.</summary>
public sealed record JsonEdit
{
    private JsonEdit(JsonEditKind kind, string pointer, string? name, ReadOnlyMemory<byte> value)
    {
        Kind = kind;
        Pointer = pointer;
        Name = name;
        Value = value;
    }

    /// <summary>RFC 6901 pointer of the value that goes, or of the object that gains a member.</summary>
    public string Pointer { get; }

    internal JsonEditKind Kind { get; }

    internal string? Name { get; }

    internal ReadOnlyMemory<byte> Value { get; }

    /// <summary>Takes a member or a list item away, its comma included.</summary>
    public static JsonEdit Remove(string pointer) => new(JsonEditKind.Remove, pointer, null, default);

    /// <summary>Puts another value, as JSON text, in the place of one.</summary>
    public static JsonEdit Replace(string pointer, ReadOnlyMemory<byte> jsonUtf8) =>
        new(JsonEditKind.Replace, pointer, null, jsonUtf8);

    /// <summary>Adds a member at the end of an object; its name, not escaped, must be new there.</summary>
    public static JsonEdit Add(string objectPointer, string name, ReadOnlyMemory<byte> jsonUtf8) =>
        new(JsonEditKind.Add, objectPointer, name, jsonUtf8);
}
