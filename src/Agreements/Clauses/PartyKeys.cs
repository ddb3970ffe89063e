using System.Collections.Immutable;
using Entente.Transparency;

namespace Entente.Agreements.Clauses;

/// <summary>A party's public keys, one for each kind of statement.</summary>
/// <param name="Agreement">Keys that sign agreements and sidecars, by key id.</param>
/// <param name="Log">Signs the checkpoints of its logs.</param>
/// <param name="Witness">Cosigns partners' checkpoints.</param>
public sealed record PartyKeys(
    ImmutableSortedDictionary<string, VerificationKey> Agreement, VerificationKey Log, VerificationKey Witness)
{
    /// <summary>Whether both name exactly the same keys.</summary>
    public bool SameAs(PartyKeys other) => Log.Equals(other.Log) && Witness.Equals(other.Witness)
        && Agreement.Count == other.Agreement.Count
        && Agreement.All(pair => other.Agreement.TryGetValue(pair.Key, out var key) && key.Equals(pair.Value));
}
