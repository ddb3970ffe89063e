namespace Entente.Exchange.Ports;

/// <summary>The store was written by a later release; running on would damage it.</summary>
/// <param name="found">The schema number in the store.</param>
/// <param name="known">The last one this release knows.</param>
public sealed class StoreTooNewException(int found, int known)
    : Exception($"the store has schema {found} and this release knows {known}; start the release that wrote it");
