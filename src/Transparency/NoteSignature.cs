namespace Entente.Transparency;

/// <summary>One signature line of a signed note (C2SP signed-note): <c>— name base64(key id || blob)</c>.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="KeyId">The key's id, which only finds the key; it proves nothing.</param>
/// <param name="Blob">The signature; for a cosignature with its time in front.</param>
public readonly record struct NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Blob);
