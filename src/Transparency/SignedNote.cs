using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Entente.Transparency;

/// <summary>A text with signatures (C2SP signed-note v1.0.0). Holding one says nothing about who signed it.</summary>
/// <param name="Text">The signed text; it ends with a newline.</param>
/// <param name="Signatures">The signature lines, in order.</param>
public sealed record SignedNote(string Text, ImmutableArray<NoteSignature> Signatures)
{
    /// <summary>The longest note that is read, in bytes.</summary>
    public const int NoteBytesMax = 1024 * 1024;

    /// <summary>The most signature lines that are read. The specification asks for at least 16; Go reads 100.</summary>
    public const int SignaturesMax = 100;

    private const string LineStart = "\u2014 ";
    private const int KeyIdBytes = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads a note; what is read is exactly what <see cref="ToBytes"/> writes. Its signatures are not verified by
    /// that.
    /// </summary>
    /// <param name="bytes">The whole note.</param>
    /// <param name="note">What was read.</param>
    /// <param name="fault">What is wrong with the note.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out string? fault)
    {
        note = null;
        fault = ReadText(bytes, out var all);
        if (fault is not null) return false;

        // The text may hold empty lines itself: the signatures begin after the last one.
        var split = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || split + 2 == all.Length || !all.EndsWith('\n'))
        {
            fault = "the note has no signatures";
            return false;
        }

        var signatures = ImmutableArray.CreateBuilder<NoteSignature>();
        foreach (var line in all[(split + 2)..^1].Split('\n', SignaturesMax + 1))
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
        foreach (var signature in Signatures) text.Append(WriteLine(signature)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A signature line without its newline, as a witness answers it.</summary>
    public static string WriteLine(NoteSignature signature)
    {
        var blob = new byte[KeyIdBytes + signature.Blob.Length];
        BinaryPrimitives.WriteUInt32BigEndian(blob, signature.KeyId);
        signature.Blob.Span.CopyTo(blob.AsSpan(KeyIdBytes));
        return $"{LineStart}{signature.Name} {Convert.ToBase64String(blob)}";
    }

    /// <summary>Reads one signature line without its newline; null when it is none.</summary>
    public static NoteSignature? ReadLine(string line)
    {
        if (line.Length > NoteBytesMax || !line.StartsWith(LineStart, StringComparison.Ordinal)) return null;
        var space = line.IndexOf(' ', LineStart.Length);
        if (space < 0) return null;
        var name = line[LineStart.Length..space];
        var encoded = line[(space + 1)..];
        var blob = new byte[encoded.Length];

        // Only the one canonical spelling in base64 is a signature line, so that a note has one form.
        if (!IsName(name) || !Convert.TryFromBase64String(encoded, blob, out var length) || length <= KeyIdBytes
            || Convert.ToBase64String(blob, 0, length) != encoded)
        {
            return null;
        }

        var keyId = BinaryPrimitives.ReadUInt32BigEndian(blob);
        return new NoteSignature(name, keyId, blob.AsMemory(KeyIdBytes, length - KeyIdBytes));
    }

    /// <summary>
    /// Whether a text can be a key's name (C2SP signed-note v1.0.0): not empty, no Unicode space, no plus sign, nothing
    /// that a note cannot hold.
    /// </summary>
    public static bool IsName(string name)
    {
        var rest = name.AsSpan();
        while (!rest.IsEmpty)
        {
            // A lone surrogate fails here: it has no bytes in UTF-8.
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done) return false;
            if (rune.Value is < 0x20 or '+' || Rune.IsWhiteSpace(rune)) return false;
            rest = rest[length..];
        }

        return name.Length > 0;
    }

    /// <summary>
    /// Whether a text can be signed: not empty, ends with a newline, has no control character but newlines.
    /// </summary>
    internal static bool IsText(string text) => text.EndsWith('\n') && !text.Any(letter => letter < 0x20 && letter != '\n');

    private static string? ReadText(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
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
}
