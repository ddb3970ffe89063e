namespace Entente.Stix;

/// <summary>One granular marking selector and where it stands.</summary>
internal readonly record struct SelectorPlace(string Selector, string Pointer, int Offset);
