using System.Text;
using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class SignedNoteTests
{
    private const string ExampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string ExampleText = "This is an example message.\n";
    private const string ExampleLine =
        "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZ"
        + "XsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";

    [Fact]
    public void The_published_example_verifies()
    {
        var note = Parse($"{ExampleText}\n{ExampleLine}\n");
        Assert.Equal(ExampleText, note.Text);
        var signature = Assert.Single(note.Signatures);
        Assert.True(NoteVerifier.TryParse(ExampleKey, out var key));
        Assert.True(key.Claims(signature));
        Assert.True(key.Verify(note.Text, signature, out var at));
        Assert.Null(at);
        Assert.False(key.Verify(note.Text + "\n", signature, out _));
    }

    [Fact]
    public void The_text_ends_at_the_last_empty_line()
    {
        var note = Parse($"a\n\nb\n\n\n{ExampleLine}\n{ExampleLine}\n");
        Assert.Equal("a\n\nb\n\n", note.Text);
        Assert.Equal(2, note.Signatures.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n\n")]
    [InlineData("text\n\n\u2014 name\n")]
    [InlineData("text\n\n\u2014 name \n")]
    [InlineData("text\n\n\u2014 name AAAAAA==\n")]
    [InlineData("text\n\n\u2014 name AAAAAAB=\n")]
    [InlineData("text\n\n\u2014 name AAAAAAA\n")]
    [InlineData("text\n\n\u2014 name AAAAAAA=")]
    [InlineData("text\n\n\u2014  AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 na+me AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 na\u00a0me AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 na\u2003me AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 name  AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 name AAAAAAA= \n")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("text\n\n\u2014name AAAAAAA=\n")]
    [InlineData("te\txt\n\n\u2014 name AAAAAAA=\n")]
    [InlineData("te\rxt\n\n\u2014 name AAAAAAA=\n")]
    [InlineData("text\0\n\n\u2014 name AAAAAAA=\n")]
    public void Malformed_notes_are_refused_with_a_reason(string note)
    {
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out _, out var fault));
        Assert.NotEmpty(fault);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        byte[] bytes = [.. "te\u00e9xt\n\n\u2014 name AAAAAAA=\n"u8];
        Assert.True(SignedNote.TryParse(bytes, out _, out _));
        bytes[2] = 0xff;
        Assert.False(SignedNote.TryParse(bytes, out _, out var fault));
        Assert.Equal("the note is not UTF-8", fault);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(16, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(5000, false)]
    public void At_most_a_hundred_signatures_are_read(int count, bool accepted)
    {
        var lines = string.Concat(Enumerable.Range(0, count).Select(i => $"\u2014 name{i} AAAAAAA=\n"));
        Assert.Equal(accepted, SignedNote.TryParse(Encoding.UTF8.GetBytes($"text\n\n{lines}"), out var note, out _));
        if (accepted) Assert.Equal(count, note!.Signatures.Length);
    }

    [Fact]
    public void A_note_of_more_than_the_limit_is_refused()
    {
        var note = Encoding.UTF8.GetBytes($"{new string('a', SignedNote.NoteBytesMax)}\n\n{ExampleLine}\n");
        Assert.False(SignedNote.TryParse(note, out _, out var fault));
        Assert.Contains($"{SignedNote.NoteBytesMax} bytes", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_read_is_what_is_written() => Notes.Sample(note =>
    {
        var read = Parse(Encoding.UTF8.GetString(note.ToBytes()));
        Assert.Equal(note.Text, read.Text);
        Assert.Equal(note.ToBytes(), read.ToBytes());
        Assert.Equal(note.Signatures.Select(Describe), read.Signatures.Select(Describe));
    });

    [Fact]
    public void Reading_is_total_and_writes_back_the_same_bytes()
    {
        var pieces = Gen.OneOf(
            "a", "\n", "\n\n", "\u2014 ", "name ", "+", " ", "AAAAAAA=", "AAAA", "\u2014 k AAAAAAA=\n");
        var texts = pieces.Array[0, 12].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        Gen.OneOf(Gen.Byte.Array[0, 100], texts).Sample(
            bytes =>
            {
                if (SignedNote.TryParse(bytes, out var note, out var fault)) Assert.Equal(bytes, note.ToBytes());
                else Assert.NotEmpty(fault);
            },
            iter: 5000);
    }

    [Theory]
    [InlineData("example.com/log", true)]
    [InlineData("例.jp/ログ", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\u3000b", false)]
    [InlineData("a\u0085b", false)]
    [InlineData("a\u2028b", false)]
    [InlineData("a+b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u0001b", false)]
    public void Names_hold_neither_spaces_nor_plus_signs(string name, bool accepted) =>
        Assert.Equal(accepted, SignedNote.IsName(name));

    [Fact]
    public void A_lone_surrogate_is_no_name() => Assert.False(SignedNote.IsName("a\ud800b"));

    internal static SignedNote Parse(string text) =>
        SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out var fault)
            ? note
            : throw new FormatException(fault);

    private static Gen<SignedNote> Notes { get; } = Gen.Select(
        Gen.OneOf("text\n", "a\n\nb\n", "\n", "\u00e9\n\n\n", "\u2014 no AAAA\n"),
        Gen.Select(Gen.OneOf("a", "b.example/x", "\u540d"), Gen.UInt, Gen.Byte.Array[1, 80]).Select(
            (name, id, blob) => new NoteSignature(name, id, blob)).Array[1, 5],
        (text, signatures) => new SignedNote(text, [.. signatures]));

    private static string Describe(NoteSignature signature) =>
        $"{signature.Name} {signature.KeyId} {Convert.ToHexString(signature.Blob.Span)}";
}
