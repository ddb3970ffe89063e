using System.Text;
using System.Text.Json;

namespace Entente.Stix.Validation;

/// <summary>One member of an object that has been walked, for the rules that look at several of them.</summary>
internal readonly record struct Member(JsonTokenType Token, int Start, int End)
{
    public bool IsPresent => Token != JsonTokenType.None;

    /// <summary>The string, unescaped; null for every other type.</summary>
    public string? Text(ReadOnlySpan<byte> utf8)
    {
        if (Token != JsonTokenType.String) return null;
        var raw = utf8[(Start + 1)..(End - 1)];
        return raw.Contains((byte)'\\') ? Unescape(utf8[Start..End]) : Encoding.UTF8.GetString(raw);
    }

    /// <summary>The instant; null if the value is no timestamp.</summary>
    public StixTimestamp? Time(ReadOnlySpan<byte> utf8) =>
        Token == JsonTokenType.String && StixTimestamp.TryParse(
            utf8[(Start + 1)..(End - 1)], out var time) ? time : null;

    private static string Unescape(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }
}
