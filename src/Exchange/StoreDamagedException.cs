namespace Entente.Exchange;

/// <summary>Stored bytes no longer match what was recorded about them: the store is damaged and the node must stop.</summary>
/// <param name="subject">The object or log.</param>
public sealed class StoreDamagedException(string subject)
    : Exception($"what is stored for `{subject}` is not what was written; restore the store from a backup");
