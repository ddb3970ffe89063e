using System.Text;
using Entente.Stix;

namespace Entente.Lab.Bench;

/// <summary>Indicators as partners exchange them: file hashes, addresses and host names, marked TLP:GREEN.</summary>
internal static class BenchIndicators
{
    /// <summary>As many indicators as asked for, from a number on; the same numbers give the same bytes.</summary>
    public static List<ReadOnlyMemory<byte>> Make(long from, int count)
    {
        var made = new List<ReadOnlyMemory<byte>>(count);
        for (var number = from; number < from + count; number++) made.Add(Make(number));
        return made;
    }

    /// <summary>A TAXII envelope, or with <paramref name="opening"/> of a bundle, a bundle.</summary>
    public static byte[] Wrap(IReadOnlyList<ReadOnlyMemory<byte>> objects, string opening = "{\"objects\":[")
    {
        using var output = new MemoryStream();
        output.Write(Encoding.UTF8.GetBytes(opening));
        for (var i = 0; i < objects.Count; i++)
        {
            if (i > 0) output.WriteByte((byte)',');
            output.Write(objects[i].Span);
        }

        output.Write("]}"u8);
        return output.ToArray();
    }

    private static byte[] Make(long number)
    {
        var bytes = new byte[32];
        BitConverter.TryWriteBytes(bytes, number);
        var digest = System.Security.Cryptography.SHA256.HashData(bytes);
        var id = StixId.Shape(digest.AsSpan(0, 16), version: 4);
        var (what, pattern) = (number % 3) switch
        {
            0 => ("a dropper", $"[file:hashes.'SHA-256' = '{Convert.ToHexStringLower(digest)}']"),
            1 => ("a relay", $"[ipv4-addr:value = '198.{digest[1]}.{digest[2]}.{digest[3]}']"),
            _ => ("a control server", $"[domain-name:value = 'c2-{Convert.ToHexStringLower(digest.AsSpan(0, 6))}.example']"),
        };
        return Encoding.UTF8.GetBytes(
            $$"""
            {"type":"indicator","spec_version":"2.1","id":"indicator--{{id}}","created":"2026-03-01T08:00:00.000Z","modified":"2026-03-01T08:00:00.000Z","name":"Indicator {{number}} of {{what}}","description":"Seen in the reporting period by sensors of the network operator; confirmed by an analyst.","indicator_types":["malicious-activity"],"pattern":"{{pattern}}","pattern_type":"stix","valid_from":"2026-03-01T08:00:00Z","labels":["network-defence"],"confidence":80,"object_marking_refs":["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"]}
            """);
    }
}
