using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Entente.Transparency;

/// <summary>
/// Private keys as text, the form of Go's note package: <c>PRIVATE+KEY+name+hash+base64(0x01 || seed)</c>. What a key
/// file holds, one line.
/// </summary>
public static class PrivateKeyText
{
    private const string Prefix = "PRIVATE+KEY+";
    private const byte Ed25519 = 0x01;

    /// <summary>Writes a key.</summary>
    public static string Format(string name, ReadOnlySpan<byte> seed)
    {
        using var key = SigningKey.FromSeed(seed);
        var keyId = NoteVerifier.ForLog(name, key.VerificationKey).KeyId;
        return $"{Prefix}{name}+{keyId:x8}+{Convert.ToBase64String([Ed25519, .. seed])}";
    }

    /// <summary>Reads a key; false for anything else, also when the hash is not the key's.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out string? name, [NotNullWhen(true)] out SigningKey? key)
    {
        name = null;
        key = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Prefix.Length..].Split('+', 3);
        Span<byte> bytes = stackalloc byte[SigningKey.SeedSize + 2];
        if (parts.Length != 3 || !Convert.TryFromBase64String(parts[2], bytes, out var length)
            || length != SigningKey.SeedSize + 1 || bytes[0] != Ed25519
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var keyId)) return false;
        var read = SigningKey.FromSeed(bytes.Slice(1, SigningKey.SeedSize));
        if (NoteVerifier.ForLog(parts[0], read.VerificationKey).KeyId != keyId)
        {
            read.Dispose();
            return false;
        }

        name = parts[0];
        key = read;
        return true;
    }
}
