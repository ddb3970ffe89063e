using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Entente.Transparency;

/// <summary>A text with signatures (C2SP signed-note v1.0.0).</summary>
/// <param name="Text">The signed text; it ends with a newline.</param>
/// <param name="Signatures">The signature lines, in order.</param>
public sealed record SignedNote(string Text, ImmutableArray<NoteSignature> Signatures)
{
    /// <summary>The longest note that is read, in bytes.</summary>
    public const int NoteBytesMax = 1024 * 1024;

    /// <summary>The most signature lines that are read.</summary>
    public const int SignaturesMax = 100;

    private const string LineStart = "\u2014 ";
    private const int KeyIdBytes = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a note. Its signatures are not verified by that.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out string? fault)
    {
        note = null;
        fault = ReadText(bytes, out var all);
        if (fault is not null) return false;

        // The text may hold empty lines itself: the signatures begin after the last one.
        var split = all!.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !all.EndsWith('\n'))
        {
            fault = "the note has no signatures";
            return false;
        }

        var signatures = ImmutableArray.CreateBuilder<NoteSignature>();
        foreach (var line in all[(split + 2)..^1].Split('\n'))
        {
            if (signatures.Count == SignaturesMax || ReadLine(line) is not { } signature)
            {
                fault = signatures.Count == SignaturesMax
                    ? $"the note has more than {SignaturesMax} signatures"
                    : "a signature line is malformed";
                return false;
            }

            signatures.Add(signature);
        }

        note = new SignedNote(all[..(split + 1)], signatures.ToImmutable());
        return true;
    }

    /// <summary>The note's bytes.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var blob = new byte[KeyIdBytes + signature.Blob.Length];
            BinaryPrimitives.WriteUInt32BigEndian(blob, signature.KeyId);
            signature.Blob.Span.CopyTo(blob.AsSpan(KeyIdBytes));
            text.Append(LineStart).Append(signature.Name).Append(' ').Append(Convert.ToBase64String(blob)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Whether a text can be a key's name: not empty, no space, no plus sign.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Any(letter => letter == '+' || char.IsWhiteSpace(letter));

    private static string? ReadText(ReadOnlySpan<byte> bytes, out string? text)
    {
        text = null;
        if (bytes.Length > NoteBytesMax) return $"the note has more than {NoteBytesMax} bytes";
        foreach (var letter in bytes)
        {
            if (letter < 0x20 && letter != '\n') return "the note has a control character";
        }

        try
        {
            text = Strict.GetString(bytes);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return "the note is not UTF-8";
        }
    }

    private static NoteSignature? ReadLine(string line)
    {
        if (!line.StartsWith(LineStart, StringComparison.Ordinal)) return null;
        var space = line.IndexOf(' ', LineStart.Length);
        if (space < 0) return null;
        var name = line[LineStart.Length..space];
        var encoded = line[(space + 1)..];
        var blob = new byte[encoded.Length];
        if (!IsName(name) || !Convert.TryFromBase64String(encoded, blob, out var length) || length <= KeyIdBytes
            || Convert.ToBase64String(blob, 0, length) != encoded) return null;
        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(blob), blob.AsMemory(KeyIdBytes, length - KeyIdBytes));
    }
}
