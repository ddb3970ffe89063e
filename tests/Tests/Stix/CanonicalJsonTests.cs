using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Entente.Stix;
using Entente.Stix.Json;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("arrays")]
    [InlineData("french")]
    [InlineData("structures")]
    [InlineData("unicode")]
    [InlineData("values")]
    [InlineData("weird")]
    public void The_published_test_files_come_out_byte_for_byte(string name)
    {
        var folder = SharedFolder.Require("vectors/jcs");
        var input = File.ReadAllBytes(Path.Combine(folder, "input", name + ".json"));
        var output = File.ReadAllBytes(Path.Combine(folder, "output", name + ".json"));
        Assert.Equal(output, CanonicalJson.Canonicalize(input));
    }

    [Theory]
    [InlineData("{'b':1,'a':2}", "{'a':2,'b':1}")]
    [InlineData(" [ 1.0 , -0 , 1e21 , 1e-7 , 0.000001  , 9007199254740991.0 ] ", "[1,0,1e+21,1e-7,0.000001,9007199254740991]")]
    [InlineData("'\\u20ac\\/\\u000A\\u000f\\u0022'", "'\u20ac/\\n\\u000f\\\"'")]
    [InlineData("{'\\uD83D\\uDE00':1,'\uFB33':2,'a':3}", "{'a':3,'\U0001F600':1,'\uFB33':2}")]
    [InlineData("{'\\n':1,'\\u0001':2,'\\\\':3,']':4,'Z':5}", "{'\\u0001':2,'\\n':1,'Z':5,'\\\\':3,']':4}")]
    [InlineData("{'z':{'y':[{'d':1,'c':2}],'x':{}},'a':[]}", "{'a':[],'z':{'x':{},'y':[{'c':2,'d':1}]}}")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("true", "true")]
    [InlineData("4.50", "4.5")]
    public void Every_value_has_one_spelling(string input, string expected)
    {
        var escaped = input.StartsWith('\'') ? $"\"{input[1..^1]}\"" : input.Replace('\'', '"');
        var wanted = expected.StartsWith('\'') ? $"\"{expected[1..^1]}\"" : expected.Replace('\'', '"');
        Assert.Equal(wanted, Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(escaped))));
    }

    [Theory]
    [InlineData("9007199254740992", "json-integer-range", "")]
    [InlineData("[1,-9007199254740992]", "json-integer-range", "/1")]
    [InlineData("123456789012345678901234567890", "json-integer-range", "")]
    [InlineData("[1e20]", "json-integer-range", "/0")]
    [InlineData("{'a':1e400}", "json-number-range", "/a")]
    [InlineData("{'a':1,'b':{'a':1,'a':2}}", "json-duplicate-name", "/b/a")]
    [InlineData("{'a':1,'\\u0061':2}", "json-duplicate-name", "/a")]
    [InlineData("'\\ud800'", "json-lone-surrogate", "")]
    [InlineData("'\\udc00\\ud800'", "json-lone-surrogate", "")]
    [InlineData("{'\\ud800x':1}", "json-lone-surrogate", "")]
    [InlineData("", "json-syntax", "")]
    [InlineData("{} {}", "json-syntax", "")]
    [InlineData("[1,]", "json-syntax", "")]
    [InlineData("NaN", "json-syntax", "")]
    public void What_has_no_canonical_form_is_refused(string input, string code, string pointer)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.False(CanonicalJson.TryWrite(StixCase.Json(input), output, out var fault));
        Assert.Equal((code, pointer), (fault!.Code, fault.Pointer));
        Assert.Equal(0, output.WrittenCount);
        Assert.Throws<FormatException>(() => CanonicalJson.Canonicalize(StixCase.Json(input)));
    }

    [Fact]
    public void Bytes_that_are_no_unicode_are_refused_where_they_stand()
    {
        Assert.False(CanonicalJson.TryWrite([(byte)'"', 0xC3, (byte)'"'], new ArrayBufferWriter<byte>(), out var fault));
        Assert.Equal(("json-utf8", 1L), (fault!.Code, fault.Offset));
    }

    // The sequence and the digests are those of the number test that the authors of the RFC publish.
    [Theory]
    [InlineData(1_000, "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687")]
    [InlineData(10_000, "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892")]
    [InlineData(100_000, "22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7")]
    public void Numbers_print_as_ecmascript_prints_them(int lines, string sha256)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in EcmaNumbers.Take(lines))
        {
            var hex = BitConverter.DoubleToUInt64Bits(value).ToString("x", CultureInfo.InvariantCulture);
            digest.AppendData(Encoding.ASCII.GetBytes($"{hex},{Print(value)}\n"));
        }

        Assert.Equal(sha256, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    [Fact]
    public void Printed_numbers_read_back_as_the_same_number() =>
        Gen.Double.Where(double.IsFinite).Sample(value => double.Parse(Print(value), CultureInfo.InvariantCulture) == value);

    [Fact]
    public void Canonical_text_canonicalises_to_itself() => JsonGen.Value.Sample(value =>
    {
        var once = CanonicalJson.Canonicalize(JsonGen.Write(value, 0));
        return once.AsSpan().SequenceEqual(CanonicalJson.Canonicalize(once));
    });

    [Fact]
    public void White_space_key_order_and_escapes_do_not_matter() =>
        Gen.Select(JsonGen.Value, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((value, left, right) =>
            CanonicalJson.Canonicalize(JsonGen.Write(value, left)).AsSpan()
                .SequenceEqual(CanonicalJson.Canonicalize(JsonGen.Write(value, right))));

    private static string Print(double value)
    {
        var target = new byte[EcmaNumber.LengthMax];
        return Encoding.ASCII.GetString(target, 0, EcmaNumber.Write(value, target));
    }
}
