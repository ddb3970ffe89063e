namespace Entente.Exchange.Ports;

/// <summary>Keeps what releasers answered, and who they are. Writes are durable when the task completes.</summary>
public interface IApprovalStore
{
    /// <summary>
    /// Keeps an answer and puts the object back into the channel's decision queue, in one commit. False when the object
    /// is not held in the channel any more; then nothing is kept.
    /// </summary>
    Task<bool> SaveApprovalAsync(ChannelRow channel, ApprovalRow row, CancellationToken cancellation);

    /// <summary>The latest answer about an object version in a channel; null when there is none.</summary>
    Task<ApprovalRow?> FindApprovalAsync(
        ChannelRow channel, string objectId, string version, CancellationToken cancellation);

    /// <summary>Adds an account; false when the name is taken, by a revoked one too.</summary>
    Task<bool> AddReleaserAsync(ReleaserRow row, CancellationToken cancellation);

    /// <summary>The account with a token's hash, revoked or not; null when there is none.</summary>
    Task<ReleaserRow?> FindReleaserAsync(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellation);

    /// <summary>All accounts, ordered by name.</summary>
    Task<IReadOnlyList<ReleaserRow>> ListReleasersAsync(CancellationToken cancellation);

    /// <summary>Ends an account; false when there is none with this name that holds.</summary>
    Task<bool> RevokeReleaserAsync(string name, DateTimeOffset at, CancellationToken cancellation);
}
