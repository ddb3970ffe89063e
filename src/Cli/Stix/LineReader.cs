namespace Entente.Cli.Stix;

/// <summary>
/// Cuts a stream into lines without waiting for more than it has: who asks for one line and reads the answer before
/// writing the next gets it.
/// </summary>
/// <param name="stream">Where the lines come from.</param>
/// <param name="lineBytesMax">A longer line is given out as one that is too long, without its text.</param>
internal sealed class LineReader(Stream stream, int lineBytesMax)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>How much of the buffer, from its start, is known to hold no line feed.</summary>
    private int _searched;
    private bool _isAtStart = true;
    private bool _isTooLong;
    private bool _ended;

    /// <summary>Takes a line that has arrived as a whole.</summary>
    /// <param name="line">The line without its end, valid until more is read; null if it is too long.</param>
    /// <returns>False if more must be read first.</returns>
    public bool TryTake(out ReadOnlyMemory<byte>? line)
    {
        line = null;
        if (_isAtStart && _end >= 3)
        {
            _isAtStart = false;
            if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8)) _start = _searched = 3;
        }

        var found = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (found < 0 && !_ended) return Wait();
        if (found < 0 && _start == _end && !_isTooLong) return false;
        var end = found < 0 ? _end : _searched + found;
        line = _isTooLong || end - _start > lineBytesMax ? null : Trim(_buffer.AsMemory(_start, end - _start));
        _isTooLong = false;
        _start = _searched = Math.Min(end + 1, _end);
        return true;
    }

    /// <summary>Waits for more; false at the end of the stream, when a last line may be left to take.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end, _searched) = (0, _end - _start, _searched - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var length = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += length;
        _ended = length == 0;
        return !_ended;
    }

    private bool Wait()
    {
        _searched = _end;
        if (_end - _start <= lineBytesMax) return false;
        _isTooLong = true;
        _start = _searched = _end;
        return false;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line) =>
        line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
}
