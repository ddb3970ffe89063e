using System.Buffers;
using Entente.Stix.Json;

namespace Entente.Stix;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): one spelling for each JSON value, over which digests, equality and
/// signatures are computed. Canonical text canonicalises to itself.
/// </summary>
/// <remarks>
/// What the scheme cannot carry is refused and never rounded: integers beyond ±(2^53-1) that are written, or would be
/// printed, as integers, numbers beyond the double range, duplicate names, lone surrogates.
/// </remarks>
public static class CanonicalJson
{
    private static readonly StixLimits Limits = new()
    {
        ObjectBytesMax = 256 * 1024 * 1024,
        DepthMax = 256,
        PropertiesMax = 10_000_000,
        ListItemsMax = 10_000_000,
        StringBytesMax = 256 * 1024 * 1024,
    };

    /// <summary>Writes the canonical form of one JSON value.</summary>
    /// <param name="utf8">The value; at most 256 MiB, nested at most 256 deep.</param>
    /// <param name="output">Takes the canonical bytes; nothing is written if there is a fault.</param>
    /// <param name="fault">Why there is no canonical form, with pointer and offset.</param>
    public static bool TryWrite(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output, out Diagnostic? fault)
    {
        ArgumentNullException.ThrowIfNull(output);
        var buffer = new ByteBuffer(utf8.Length);
        fault = Write(utf8, buffer);
        if (fault is not null) return false;
        output.Write(buffer.Written);
        return true;
    }

    /// <summary>The canonical form, for documents of our own making.</summary>
    /// <exception cref="FormatException">There is no canonical form.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> utf8)
    {
        var buffer = new ByteBuffer(utf8.Length);
        return Write(utf8, buffer) is { } fault
            ? throw new FormatException($"{fault.Code} at byte {fault.Offset}: {fault.Message}")
            : buffer.Written.ToArray();
    }

    private static Diagnostic? Write(ReadOnlySpan<byte> utf8, ByteBuffer buffer)
    {
        using var tape = JsonTape.Read(utf8, Limits);
        var walk = new JsonWalk(utf8, tape);
        var writer = new CanonicalWriter(buffer);
        if (walk.Read()) writer.WriteValue(ref walk);
        while (walk.Read())
        {
        }

        return walk.Fault ?? writer.Fault;
    }
}
