namespace Entente.Taxii;

/// <summary>Where a page begins, and in which state of the channel it is read.</summary>
/// <param name="Index">The index of the first entry that the page may hold.</param>
/// <param name="Size">
/// How many entries the channel had when the first page was read. The pages of one run show that state, so that an
/// object which is revised meanwhile is seen once, in the version that was the last then.
/// </param>
public readonly record struct CursorPosition(long Index, long Size);
