namespace Entente.Exchange;

/// <summary>
/// The world an object belongs to. Realm is part of every key: no exercise object is ever seen in the live realm or
/// the reverse, and one connection serves one realm.
/// </summary>
public enum Realm
{
    /// <summary>Real intelligence about real systems.</summary>
    Live,

    /// <summary>Training material of a joint exercise.</summary>
    Exercise,
}
