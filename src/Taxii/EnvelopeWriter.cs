using System.Buffers;
using System.Text.Json;

namespace Entente.Taxii;

/// <summary>
/// Writes one TAXII envelope (TAXII 2.1 §3.7) by copying the objects' bytes as they are: nothing is parsed, spelled
/// anew or reordered. <c>objects</c> comes first, so that a page can be sent while it is still being gathered; what
/// says
/// nothing is left out, and the empty envelope is <c>{}</c>. One use; not safe for several threads.
/// </summary>
public sealed class EnvelopeWriter
{
    private readonly IBufferWriter<byte> _output;
    private bool _completed;

    /// <summary>
    /// Writes to <paramref name="output"/> as objects are added; nothing is written before the first.
    /// </summary>
    public EnvelopeWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>How many objects have been added.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes have been written, for a server that closes a page at a number of bytes.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>
    /// Copies one object; the bytes must be one whole JSON object in UTF-8, which the caller's store guarantees.
    /// </summary>
    /// <exception cref="ArgumentException">The bytes do not begin and end as a JSON object does.</exception>
    /// <exception cref="InvalidOperationException">The envelope is complete.</exception>
    public void Add(ReadOnlySpan<byte> objectUtf8)
    {
        if (_completed) throw new InvalidOperationException("the envelope is complete");
        if (objectUtf8 is not [(byte)'{', .., (byte)'}'])
        {
            throw new ArgumentException("not the bytes of one JSON object", nameof(objectUtf8));
        }

        Put(Count == 0 ? "{\"objects\":["u8 : ","u8);
        Put(objectUtf8);
        Count++;
    }

    /// <summary>Closes the envelope.</summary>
    /// <param name="more">Whether more objects are there than were added.</param>
    /// <param name="next">Where the next page begins; null when there is no such place. Only with <paramref
    /// name="more"/>.</param>
    /// <exception cref="ArgumentException">There is a next page, but no more objects.</exception>
    /// <exception cref="InvalidOperationException">The envelope is complete already.</exception>
    public void Complete(bool more, string? next)
    {
        if (_completed) throw new InvalidOperationException("the envelope is complete");
        if (next is not null && !more) throw new ArgumentException("a next page needs more objects", nameof(next));
        _completed = true;
        Put(Count == 0 ? "{"u8 : "]"u8);
        if (more)
        {
            Put(Count == 0 ? "\"more\":true"u8 : ",\"more\":true"u8);
            if (next is not null)
            {
                Put(",\"next\":\""u8);
                Put(JsonEncodedText.Encode(next).EncodedUtf8Bytes);
                Put("\""u8);
            }
        }

        Put("}"u8);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        BytesWritten += bytes.Length;
    }
}
