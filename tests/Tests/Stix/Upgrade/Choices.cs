using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Entente.Tests.Stix.Upgrade;

/// <summary>
/// Decides what a generated object looks like: a list of bytes that the property runner shrinks, and counters that
/// give every text and number once, so that it can be found again.
/// </summary>
internal sealed class Choices(byte[] bytes)
{
    private int _at;
    private int _count = 1000;

    public static Gen<Choices> Gen { get; } = CsCheck.Gen.Byte.Array[0, 1500].Select(bytes => new Choices(bytes));

    public int Next(int below) => _at < bytes.Length ? bytes[_at++] % below : 0;

    public bool Flip() => Next(2) == 1;

    public T One<T>(params ReadOnlySpan<T> values) => values[Next(values.Length)];

    public int Number() => _count++;

    public string Text() => $"text {Number()}";

    public string Hex(int digits) => Number().ToString(CultureInfo.InvariantCulture).PadLeft(digits, 'a');

    public string Time() => $"2017-01-{1 + Next(28):00}T0{Next(10)}:00:00.{Number() % 1000:000}Z";

    public string Uuid() => $"{Number():x8}-0000-4000-8000-000000000000";

    public void Maybe(JsonObject body, string name, Func<JsonNode?> value)
    {
        if (Flip() && value() is { } node) body[name] = node;
    }

    public JsonArray List(Func<JsonNode?> item)
    {
        var list = new JsonArray();
        for (var left = 1 + Next(3); left > 0; left--) list.Add(item());
        return list;
    }
}
