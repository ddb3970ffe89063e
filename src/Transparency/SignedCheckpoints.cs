namespace Entente.Transparency;

/// <summary>Verifies signed checkpoints.</summary>
public static class SignedCheckpoints
{
    /// <summary>
    /// Verifies a checkpoint of one log. The log's signature must be there; unknown keys' lines are ignored; a line that
    /// claims to be a known key's and does not verify refuses the whole note (C2SP signed-note).
    /// </summary>
    /// <param name="note">The note's bytes.</param>
    /// <param name="log">The log's key; its name is the origin that the checkpoint must have.</param>
    /// <param name="cosigner">A cosigner's key, whose signature is reported when it is there.</param>
    public static CheckpointVerdict Verify(ReadOnlySpan<byte> note, NoteVerifier log, NoteVerifier? cosigner = null)
    {
        if (!SignedNote.TryParse(note, out var parsed, out var fault)) return Refuse("checkpoint-malformed", fault);
        if (!Checkpoint.TryParse(parsed.Text, out var checkpoint, out fault)) return Refuse("checkpoint-malformed", fault);
        if (checkpoint.Origin != log.Name) return Refuse("checkpoint-origin", $"it is of log `{checkpoint.Origin}`");
        var signed = false;
        DateTimeOffset? cosignedAt = null;
        foreach (var signature in parsed.Signatures)
        {
            var key = log.Claims(signature) ? log : cosigner?.Claims(signature) == true ? cosigner : null;
            if (key is null) continue;
            if (!key.Verify(parsed.Text, signature, out var at))
            {
                return Refuse("checkpoint-signature", $"the signature by `{key.Name}` does not verify");
            }

            signed |= key == log;
            cosignedAt = at ?? cosignedAt;
        }

        return signed
            ? new CheckpointVerdict(checkpoint, cosignedAt, null, null)
            : Refuse("checkpoint-unsigned", $"there is no signature by `{log.Name}` with the key agreed on");
    }

    private static CheckpointVerdict Refuse(string code, string detail) => new(null, null, code, detail);
}
