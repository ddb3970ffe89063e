using System.Text;
using System.Text.Json;

namespace Entente.Stix.Json;

/// <summary>
/// Writes canonical JSON while the text is walked once. Members are written as they come; when an object closes and
/// they did not come in order, its region of the output is put in order in place.
/// </summary>
internal sealed class CanonicalWriter(ByteBuffer output)
{
    private const long SafeIntegerMax = (1L << 53) - 1;

    // Below this the scheme prints a whole number with all its digits, however it was written.
    private const double PrintedWithExponentFrom = 1e21;

    private readonly List<Member> _members = [];

    public Diagnostic? Fault { get; private set; }

    public void WriteValue(ref JsonWalk walk)
    {
        switch (walk.Token)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref walk);
                break;
            case JsonTokenType.StartArray:
                WriteList(ref walk);
                break;
            case JsonTokenType.String:
                WriteText(ref walk);
                break;
            case JsonTokenType.Number:
                WriteNumber(ref walk);
                break;
            default:
                output.Append(walk.Raw);
                break;
        }
    }

    private void WriteList(ref JsonWalk walk)
    {
        output.Append((byte)'[');
        var first = true;
        while (walk.Read() && walk.Token != JsonTokenType.EndArray)
        {
            if (!first) output.Append((byte)',');
            first = false;
            WriteValue(ref walk);
        }

        output.Append((byte)']');
    }

    private void WriteObject(ref JsonWalk walk)
    {
        output.Append((byte)'{');
        var (region, mine, ordered) = (output.Length, _members.Count, true);
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var start = output.Length;
            WriteText(ref walk);
            var name = output.Range(start + 1, output.Length - start - 2);

            // Escapes would sort by their backslash, so such names are compared as they read.
            var plain = name.Contains((byte)'\\') ? walk.TextUtf8.ToArray() : null;
            var nameLength = name.Length;
            output.Append((byte)':');
            if (!walk.Read())
            {
                // The text is broken here and nothing of the output will be used; what is counted must stay in step.
                _members.RemoveRange(mine, _members.Count - mine);
                return;
            }

            WriteValue(ref walk);
            var member = new Member(start, output.Length - start, nameLength, plain);
            ordered &= _members.Count == mine || Compare(_members[^1], member) < 0;
            _members.Add(member);
            output.Append((byte)',');
        }

        if (_members.Count > mine) output.Truncate(output.Length - 1);
        if (!ordered) PutInOrder(region, mine);
        _members.RemoveRange(mine, _members.Count - mine);
        output.Append((byte)'}');
    }

    private void PutInOrder(int region, int mine)
    {
        _members.Sort(mine, _members.Count - mine, Comparer<Member>.Create(Compare));
        var length = output.Length - region;
        var sorted = new byte[length];
        var at = 0;
        for (var i = mine; i < _members.Count; i++)
        {
            if (i > mine) sorted[at++] = (byte)',';
            var member = _members[i];
            output.Range(member.Start, member.Length).CopyTo(sorted.AsSpan(at));
            at += member.Length;
        }

        sorted.CopyTo(output.Range(region, length));
    }

    private int Compare(Member left, Member right) => CompareUtf16(NameOf(left), NameOf(right));

    private ReadOnlySpan<byte> NameOf(Member member) =>
        member.Plain ?? (ReadOnlySpan<byte>)output.Range(member.Start + 1, member.NameLength);

    /// <summary>Orders UTF-8 as its UTF-16 code units would stand (RFC 8785 §3.2.3).</summary>
    private static int CompareUtf16(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length - right.Length;
        return Rank(left[common]) - Rank(right[common]);

        // U+E000 to U+FFFF (first bytes EE, EF) sort after the surrogates of everything above (F0 and up).
        static int Rank(byte b) => b is 0xEE or 0xEF ? b + 0x10 : b;
    }

    private void WriteText(ref JsonWalk walk)
    {
        output.Append((byte)'"');
        if (!walk.IsEscaped)
        {
            // A string without escapes has nothing in it that the scheme escapes.
            output.Append(walk.Raw);
        }
        else
        {
            foreach (var b in walk.TextUtf8) WriteEscaped(b);
        }

        output.Append((byte)'"');
    }

    private void WriteEscaped(byte b)
    {
        switch (b)
        {
            case (byte)'"':
                output.Append("\\\""u8);
                break;
            case (byte)'\\':
                output.Append("\\\\"u8);
                break;
            case (byte)'\b':
                output.Append("\\b"u8);
                break;
            case (byte)'\t':
                output.Append("\\t"u8);
                break;
            case (byte)'\n':
                output.Append("\\n"u8);
                break;
            case (byte)'\f':
                output.Append("\\f"u8);
                break;
            case (byte)'\r':
                output.Append("\\r"u8);
                break;
            case < 0x20:
                output.Append(Encoding.ASCII.GetBytes($"\\u{b:x4}"));
                break;
            default:
                output.Append(b);
                break;
        }
    }

    private void WriteNumber(ref JsonWalk walk)
    {
        if (!walk.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            Fault ??= walk.Error(
                "json-number-range",
                "the number is beyond the range of a double",
                "carry it as a string",
                "RFC 7493 §2.2");
            return;
        }

        var isInteger = walk.Raw.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        var isUnsafe = isInteger
            ? !walk.TryGetInt64(out var whole) || whole is > SafeIntegerMax or < -SafeIntegerMax
            : Math.Abs(value) is > SafeIntegerMax and < PrintedWithExponentFrom;
        if (isUnsafe)
        {
            Fault ??= walk.Error(
                "json-integer-range",
                "the integer is beyond ±9007199254740991, where readers round differently",
                "carry it as a string",
                "RFC 7493 §2.2");
            return;
        }

        output.Advance(EcmaNumber.Write(value, output.Reserve(EcmaNumber.LengthMax)));
    }

    private readonly record struct Member(int Start, int Length, int NameLength, byte[]? Plain);
}
