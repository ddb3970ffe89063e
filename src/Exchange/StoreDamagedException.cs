namespace Entente.Exchange;

/// <summary>
/// Stored bytes no longer match what was recorded about them: the store is damaged and the node must stop.
/// </summary>
/// <param name="subject">The object or log, or the store's file when it cannot even be read.</param>
/// <param name="cause">What the storage itself said; null when the content gave it away.</param>
public sealed class StoreDamagedException(string subject, Exception? cause = null)
    : Exception($"what is stored for `{subject}` is not what was written; restore the store from a backup", cause);
