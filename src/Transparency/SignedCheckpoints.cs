using System.Collections.Immutable;

namespace Entente.Transparency;

/// <summary>Signs, cosigns and verifies checkpoints (C2SP tlog-checkpoint v1.0.0, tlog-cosignature v1.0.1).</summary>
/// <remarks>
/// Codes of refusal: <c>checkpoint-malformed</c> (not a note, or its text is no checkpoint), <c>checkpoint-origin</c>
/// (another log's), <c>checkpoint-signature</c> (a known key's line does not verify), <c>checkpoint-unsigned</c> (the
/// log's signature is not there). Whoever signs a checkpoint must never sign another one of the same log that
/// contradicts it; nothing here can know that.
/// </remarks>
public static class SignedCheckpoints
{
    /// <summary>Signs a checkpoint as its log.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="log">The log's signer; its name is the checkpoint's origin.</param>
    /// <exception cref="ArgumentException">The signer is a cosigner, or has another name than the origin.</exception>
    public static SignedNote Sign(Checkpoint checkpoint, NoteSigner log)
    {
        if (log.Verifier.Name != checkpoint.Origin)
        {
            throw new ArgumentException($"`{log.Verifier.Name}` does not sign for log `{checkpoint.Origin}`", nameof(log));
        }

        var text = checkpoint.ToText();
        return new SignedNote(text, [log.Sign(text, null)]);
    }

    /// <summary>Adds a cosignature to a note, whose text it covers whole, extension lines included.</summary>
    /// <param name="note">A note that was verified; a cosigner vouches for it.</param>
    /// <param name="cosigner">The cosigner.</param>
    /// <param name="at">The time it states, to the second.</param>
    /// <exception cref="ArgumentException">The signer is a log.</exception>
    public static SignedNote Cosign(SignedNote note, NoteSigner cosigner, DateTimeOffset at) =>
        note with { Signatures = note.Signatures.Add(cosigner.Sign(note.Text, at)) };

    /// <summary>
    /// Verifies a checkpoint of one log. The log's signature must be there; unknown keys' lines are ignored; a line
    /// that claims to be a known key's and does not verify refuses the whole note (C2SP signed-note v1.0.0).
    /// </summary>
    /// <param name="note">The note's bytes.</param>
    /// <param name="log">The log's key; its name is the origin that the checkpoint must have.</param>
    /// <param name="cosigner">A cosigner's key, whose signature is reported when it is there.</param>
    public static CheckpointVerdict Verify(ReadOnlySpan<byte> note, NoteVerifier log, NoteVerifier? cosigner = null) =>
        Verify(note, log, cosigner is null ? [] : (IReadOnlyList<NoteVerifier>)[cosigner]);

    /// <summary>
    /// Verifies a checkpoint of one log, and reports which of several cosigners signed it. How many of them are enough
    /// is the caller's to say.
    /// </summary>
    /// <param name="note">The note's bytes.</param>
    /// <param name="log">The log's key; its name is the origin that the checkpoint must have.</param>
    /// <param name="cosigners">The keys of the cosigners that are known.</param>
    /// <exception cref="ArgumentException">A key is given in the other role.</exception>
    public static CheckpointVerdict Verify(
        ReadOnlySpan<byte> note, NoteVerifier log, IReadOnlyList<NoteVerifier> cosigners)
    {
        if (log.IsCosigner) throw new ArgumentException("a cosigner's key is not a log's", nameof(log));
        if (cosigners.Any(key => !key.IsCosigner))
        {
            throw new ArgumentException("a log's key is not a cosigner's", nameof(cosigners));
        }

        if (!SignedNote.TryParse(note, out var parsed, out var fault)) return Refuse("checkpoint-malformed", fault);
        if (!Checkpoint.TryParse(parsed.Text, out var checkpoint, out fault)) return Refuse("checkpoint-malformed", fault);
        if (checkpoint.Origin != log.Name) return Refuse("checkpoint-origin", $"it is of log `{checkpoint.Origin}`");
        var signed = false;
        var times = new DateTimeOffset?[cosigners.Count];
        foreach (var signature in parsed.Signatures)
        {
            if (log.Claims(signature))
            {
                if (!log.Verify(parsed.Text, signature, out _)) return RefuseSignature(log);
                signed = true;
            }

            for (var i = 0; i < cosigners.Count; i++)
            {
                if (!cosigners[i].Claims(signature)) continue;
                if (!cosigners[i].Verify(parsed.Text, signature, out var at)) return RefuseSignature(cosigners[i]);
                times[i] = times[i] > at ? times[i] : at;
            }
        }

        return signed
            ? Accept(checkpoint, cosigners, times)
            : Refuse("checkpoint-unsigned", $"there is no signature by `{log.Name}` with the key agreed on");
    }

    private static CheckpointVerdict Accept(
        Checkpoint checkpoint, IReadOnlyList<NoteVerifier> cosigners, DateTimeOffset?[] times)
    {
        var found = ImmutableArray.CreateBuilder<Cosignature>();
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] is { } at) found.Add(new Cosignature(cosigners[i].Name, at));
        }

        var first = found.Count > 0 ? found[0].At : (DateTimeOffset?)null;
        return new CheckpointVerdict(checkpoint, first, null, null) { Cosignatures = found.ToImmutable() };
    }

    private static CheckpointVerdict RefuseSignature(NoteVerifier key) =>
        Refuse("checkpoint-signature", $"the signature by `{key.Name}` does not verify");

    private static CheckpointVerdict Refuse(string code, string detail) => new(null, null, code, detail);
}
