using System.Buffers;
using System.Text.Json;
using Entente.Stix;

namespace Entente.Lab.Fuzz;

/// <summary>What canonical JSON keeps on any bytes.</summary>
internal static class CanonicalLaws
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, MaxDepth = 512 };

    public static void Check(byte[] input)
    {
        var output = new ArrayBufferWriter<byte>();
        if (!CanonicalJson.TryWrite(input, output, out var fault))
        {
            LawBrokenException.Unless(fault is not null && output.WrittenCount == 0, "what is refused writes nothing");
            LawBrokenException.Unless(fault!.Offset >= 0 && fault.Offset <= input.Length, "a fault lies inside");
            return;
        }

        LawBrokenException.Unless(fault is null, "what is written has no fault");
        var again = new ArrayBufferWriter<byte>();
        LawBrokenException.Unless(
            CanonicalJson.TryWrite(output.WrittenSpan, again, out _) &&
                again.WrittenSpan.SequenceEqual(output.WrittenSpan),
            "the canonical form of the canonical form is itself");
        using var before = JsonDocument.Parse(input, Deep);
        using var after = JsonDocument.Parse(output.WrittenMemory, Deep);
        LawBrokenException.Unless(AreEqual(before.RootElement, after.RootElement), "the canonical form says the same");
        var laidOut = JsonSerializer.SerializeToUtf8Bytes(after.RootElement, Indented);
        LawBrokenException.Unless(
            CanonicalJson.Canonicalize(laidOut).AsSpan().SequenceEqual(output.WrittenSpan),
            "white space and escapes make no difference");
    }

    /// <summary>Equal as JSON whose numbers are doubles.</summary>
    private static bool AreEqual(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind) return false;
        return left.ValueKind switch
        {
            JsonValueKind.Number => left.GetDouble().Equals(right.GetDouble()) || left.GetDouble() == right.GetDouble(),
            JsonValueKind.String => left.GetString() == right.GetString(),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength() &&
                left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => AreEqual(pair.First, pair.Second)),
            JsonValueKind.Object => left.EnumerateObject().Count() == right.EnumerateObject().Count() &&
                left.EnumerateObject().All(member =>
                    right.TryGetProperty(member.Name, out var other) && AreEqual(member.Value, other)),
            _ => true,
        };
    }
}
