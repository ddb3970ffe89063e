namespace Entente.Storage.Sqlite;

/// <summary>How an entry is found again when what a log released is read; nothing of it in decision logs.</summary>
/// <param name="SourceKey">The stored object that it was made from; null when there is none.</param>
/// <param name="Alias">The released id where the source does not lead to it: a derivative's, or one that is not stored.</param>
/// <param name="LastUntil">
/// The index by which it is no longer its object's last version: in a log of at most that size it is. Null while nothing
/// has come after it; its own index when a later version was there before.
/// </param>
internal readonly record struct ReleasedPlace(long? SourceKey, string? Alias, long? LastUntil);
