namespace Entente.Stix;

/// <summary>One change to a JSON text. Pointers are RFC 6901 and speak of the text before any change.</summary>
public sealed record JsonEdit
{
    private JsonEdit(string pointer, string? addedName, ReadOnlyMemory<byte>? value)
    {
        Pointer = pointer;
        AddedName = addedName;
        Value = value;
    }

    /// <summary>What is removed or replaced, or the object that is added to.</summary>
    public string Pointer { get; }

    /// <summary>The name of the property that is added; null for the other changes.</summary>
    public string? AddedName { get; }

    /// <summary>The new value as JSON; null for a removal.</summary>
    public ReadOnlyMemory<byte>? Value { get; }

    /// <summary>Removes a property or a list item.</summary>
    public static JsonEdit Remove(string pointer) => new(pointer, null, null);

    /// <summary>Replaces a value.</summary>
    public static JsonEdit Replace(string pointer, ReadOnlyMemory<byte> jsonUtf8) => new(pointer, null, jsonUtf8);

    /// <summary>Adds a property at the end of an object; the empty pointer is the top object.</summary>
    public static JsonEdit Add(string objectPointer, string name, ReadOnlyMemory<byte> jsonUtf8) =>
        new(objectPointer, name, jsonUtf8);
}
