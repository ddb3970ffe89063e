using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Entente.Transparency;

/// <summary>
/// Shows, in one text and without a network, that an entry stands in a log (C2SP tlog-proof, file extension
/// <c>.tlog-proof</c>): its index, the inclusion proof, and the signed checkpoint, verbatim.
/// </summary>
/// <param name="Index">The entry's index, from 0.</param>
/// <param name="Hashes">The inclusion proof, the leaf's sibling first (RFC 6962 §2.1.1).</param>
/// <param name="Checkpoint">The signed checkpoint as it stands.</param>
/// <param name="Extra">Data of the application's own; nothing authenticates it. Null when the line is absent.</param>
public sealed record TlogProof(
    long Index, ImmutableArray<Hash> Hashes, ReadOnlyMemory<byte> Checkpoint, ReadOnlyMemory<byte>? Extra = null)
{
    /// <summary>The longest proof that is read, in bytes: a note, as much extra data, and the hashes.</summary>
    public const int ProofBytesMax = (3 * SignedNote.NoteBytesMax) + (64 * 1024);

    private const string FirstLine = "c2sp.org/tlog-proof@v1";
    private const string ExtraStart = "extra ";
    private const string IndexStart = "index ";

    /// <summary>
    /// Reads a proof; what is read is exactly what <see cref="ToBytes"/> writes. Nothing is verified by that.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="proof">What was read.</param>
    /// <param name="fault">What is wrong with the text.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TlogProof? proof, [NotNullWhen(false)] out string? fault)
    {
        proof = null;
        fault = ReadHead(bytes, out var lines, out var checkpoint);
        if (fault is not null) return false;
        var next = 1;
        ReadOnlyMemory<byte>? extra = null;
        if (lines.Length > next && lines[next].StartsWith(ExtraStart, StringComparison.Ordinal))
        {
            if (!TryBase64(lines[next++][ExtraStart.Length..], out var data))
            {
                fault = "the extra data is not base64";
                return false;
            }

            extra = data;
        }

        var index = 0L;
        if (lines.Length <= next || !lines[next].StartsWith(IndexStart, StringComparison.Ordinal)
            || !Transparency.Checkpoint.TrySize(lines[next++][IndexStart.Length..], out index))
        {
            fault = "the line with the index is missing or malformed";
            return false;
        }

        if (!TryHashes(lines.AsSpan(next), out var hashes, out fault)) return false;
        proof = new TlogProof(index, hashes, checkpoint.ToArray(), extra);
        return true;
    }

    /// <summary>The proof as text.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        if (Extra is { } extra) text.Append(ExtraStart).Append(Convert.ToBase64String(extra.Span)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{IndexStart}{Index}\n");
        foreach (var hash in Hashes) text.Append(hash.ToBase64()).Append('\n');
        return [.. Encoding.ASCII.GetBytes(text.Append('\n').ToString()), .. Checkpoint.Span];
    }

    /// <summary>
    /// Verifies that an entry stands in the log: the checkpoint is signed, and the proof leads from the entry to its
    /// root. Codes: those of <see cref="SignedCheckpoints"/>, and <c>proof-invalid</c>.
    /// </summary>
    /// <param name="entry">The entry's bytes.</param>
    /// <param name="log">The log's key.</param>
    /// <param name="cosigners">
    /// Keys whose cosignatures are reported; how many are enough is the caller's to say.
    /// </param>
    public CheckpointVerdict Verify(ReadOnlySpan<byte> entry, NoteVerifier log, IReadOnlyList<NoteVerifier> cosigners)
    {
        var verdict = SignedCheckpoints.Verify(Checkpoint.Span, log, cosigners);
        if (verdict.Checkpoint is not { } checkpoint) return verdict;
        var leaf = MerkleTree.HashLeaf(entry);
        return MerkleTree.VerifyInclusion(Index, checkpoint.Size, leaf, Hashes, checkpoint.Root)
            ? verdict
            : new CheckpointVerdict(null, null, "proof-invalid", $"the proof does not show that it is entry {Index}");
    }

    /// <summary>The lines before the first empty one, and what follows it.</summary>
    private static string? ReadHead(ReadOnlySpan<byte> bytes, out string[] lines, out ReadOnlySpan<byte> checkpoint)
    {
        lines = [];
        checkpoint = default;
        if (bytes.Length > ProofBytesMax) return $"the proof has more than {ProofBytesMax} bytes";
        var end = bytes.IndexOf("\n\n"u8);
        if (end < 0) return "the proof has no checkpoint";
        if (!Ascii.IsValid(bytes[..end])) return "the proof has a line that is not ASCII";
        lines = Encoding.ASCII.GetString(bytes[..end]).Split('\n');
        checkpoint = bytes[(end + 2)..];
        return lines[0] == FirstLine ? null : $"the first line is not `{FirstLine}`";
    }

    private static bool TryHashes(
        ReadOnlySpan<string> lines, out ImmutableArray<Hash> hashes, [NotNullWhen(false)] out string? fault)
    {
        hashes = [];
        fault = lines.Length > MerkleTree.ProofHashesMax ? $"more than {MerkleTree.ProofHashesMax} hashes" : null;
        if (fault is not null) return false;
        var read = ImmutableArray.CreateBuilder<Hash>(lines.Length);
        foreach (var line in lines)
        {
            if (!Hash.TryParseBase64(line, out var hash))
            {
                fault = $"`{line}` is not a hash";
                return false;
            }

            read.Add(hash);
        }

        hashes = read.MoveToImmutable();
        return true;
    }

    private static bool TryBase64(string text, out byte[] data)
    {
        data = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, data, out var length)) return false;
        Array.Resize(ref data, length);
        return Convert.ToBase64String(data) == text;
    }
}
