using System.Text.Json;

namespace Entente.Stix.Json;

/// <summary>One token on a <see cref="JsonTape"/>. What several fields mean depends on the kind of token.</summary>
internal struct JsonToken
{
    /// <summary>Offset of the first byte, a string's quote included.</summary>
    public int Start;

    /// <summary>Of a string, name, number or literal: its bytes, without quotes. Of a container: its parts.</summary>
    public int Length;

    /// <summary>Index of the token that opens the container around this one; -1 at the top.</summary>
    public int Parent;

    /// <summary>
    /// Of a token that opens: the index of the one that closes, and the reverse; 0 where the text breaks off before.
    /// Of a name: its hash.
    /// </summary>
    public int Link;

    /// <summary>
    /// Of a value: which part of its container it is. Of a name: how many came before it in the text.
    /// </summary>
    public int Ordinal;

    /// <summary>How many containers are open around it.</summary>
    public ushort Depth;

    public JsonTokenType Type;

    /// <summary>Whether a string or name is written with escapes.</summary>
    public bool IsEscaped;
}
