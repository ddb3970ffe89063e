namespace Entente.Taxii.Client;

/// <summary>
/// The body of one answer, unpacked and read piece by piece under the limits on bytes, ratio and time. Owns the
/// response.
/// </summary>
internal sealed class TaxiiAnswer : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly TaxiiClientOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _whole;
    private readonly long _bytesMax;
    private readonly string? _coding;
    private CountingStream? _wire;
    private Stream? _stream;
    private long _read;

    public TaxiiAnswer(HttpResponseMessage response, TaxiiClientOptions options, TimeProvider time, long bytesMax)
    {
        (_response, _options, _time, _bytesMax) = (response, options, time, bytesMax);
        _coding = ContentCoding.Of(response.Content.Headers);
        _whole = new CancellationTokenSource(options.AnswerTimeout, time);
    }

    public TaxiiTimestamp? DateAddedFirst => Date("X-TAXII-Date-Added-First");

    public TaxiiTimestamp? DateAddedLast => Date("X-TAXII-Date-Added-Last");

    /// <summary>Reads on; zero bytes at the end, or the fault that stopped it.</summary>
    public async Task<(int Bytes, TaxiiFault? Fault)> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_response.Content.Headers.ContentLength > _bytesMax) return (0, TooLarge());
        using var idle = new CancellationTokenSource(_options.IdleTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, idle.Token, _whole.Token);
        try
        {
            if (_stream is null)
            {
                _wire = new CountingStream(await _response.Content.ReadAsStreamAsync(linked.Token));
                _stream = ContentCoding.Unpack(_wire, _coding);
            }

            // Everything up to the limit is given, however the network cuts it; one byte more shows that it is passed.
            var room = (int)Math.Min(buffer.Length, _bytesMax - _read);
            var bytes = await _stream.ReadAsync(buffer[..Math.Max(1, room)], linked.Token);
            if (room == 0 && bytes > 0) return (0, TooLarge());
            _read += bytes;
            return IsBomb() ? (0, Bomb()) : (bytes, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (0, new TaxiiFault(
                "timed-out", $"the answer stopped coming after {_read} bytes", "try again later, in smaller pages"));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return (0, new TaxiiFault("broken-off", $"the connection broke off after {_read} bytes", "try again"));
        }
        catch (Exception exception) when (_coding is not null
            && exception is InvalidDataException or InvalidOperationException)
        {
            return (0, new TaxiiFault("broken-encoding", $"the answer is not `{_coding}`, as it says"));
        }
    }

    /// <summary>Reads a body that is small enough to be held whole.</summary>
    public async Task<TaxiiResult<byte[]>> ReadWholeAsync(CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var (bytes, fault) = await ReadAsync(buffer, cancellation);
            if (fault is not null) return TaxiiResult<byte[]>.Of(fault);
            if (bytes == 0) return TaxiiResult<byte[]>.Of(whole.ToArray());
            whole.Write(buffer, 0, bytes);
        }
    }

    public void Dispose()
    {
        _whole.Dispose();
        _stream?.Dispose();
        _wire?.Dispose();
        _response.Dispose();
    }

    private bool IsBomb() =>
        _coding is not null
        && _read > _options.UnpackedBytesFree
        && _read / _options.CompressionRatioMax > _wire!.BytesRead;

    private TaxiiFault Bomb() => new(
        "compression-bomb",
        $"the answer unpacks to more than {_options.CompressionRatioMax} times its size",
        "ask without compression, if the server can be trusted");

    private TaxiiFault TooLarge() => new(
        "answer-too-large", $"the answer has more than {_bytesMax} bytes", "ask for smaller pages, or raise the limit");

    private TaxiiTimestamp? Date(string name) =>
        _response.Headers.TryGetValues(name, out var values)
        && values.ToArray() is [var one]
        && TaxiiTimestamp.TryParse(one, out var date)
            ? date
            : null;
}
