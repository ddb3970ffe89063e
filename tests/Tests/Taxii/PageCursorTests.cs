using CsCheck;
using Entente.Taxii;
using Xunit;

namespace Entente.Tests.Taxii;

public sealed class PageCursorTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private static readonly CursorScope Scope =
        new("vn-cyc", "7f9c1a52-3d0f-4c55-8a8e-5ad2b1d2a001", "Objects;type=tool");

    private static readonly CursorPosition At = new(41, 97);

    [Fact]
    public void A_cursor_gives_its_position_back() => Gen.Long[0, long.MaxValue - 1].SelectMany(
        index => Gen.Long[index + 1, long.MaxValue].Select(size => new CursorPosition(index, size))).Sample(position =>
    {
        var cursor = PageCursor.Issue(Secret, Scope, position);
        Assert.Equal(PageCursor.Chars, cursor.Length);
        Assert.True(PageCursor.TryRead(Secret, Scope, cursor, out var read));
        Assert.Equal(position, read);
    });

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void A_position_lies_in_the_channel(long index, long size) => Assert.Throws<ArgumentOutOfRangeException>(
        () => PageCursor.Issue(Secret, Scope, new CursorPosition(index, size)));

    [Fact]
    public void A_cursor_is_the_same_on_every_replica() =>
        Assert.Equal(PageCursor.Issue(Secret, Scope, At), PageCursor.Issue([.. Secret], Scope with { }, At));

    [Fact]
    public void A_cursor_is_refused_in_another_scope()
    {
        var cursor = PageCursor.Issue(Secret, Scope, At);
        Assert.False(PageCursor.TryRead(Secret, Scope with { Partner = "sg-dco" }, cursor, out _));
        Assert.False(PageCursor.TryRead(Secret, Scope with { Collection = "other" }, cursor, out _));
        Assert.False(PageCursor.TryRead(Secret, Scope with { Query = "Objects" }, cursor, out _));
        Assert.False(PageCursor.TryRead([.. Secret.Reverse()], Scope, cursor, out _));
    }

    [Fact]
    public void Texts_of_a_scope_do_not_run_together()
    {
        var cursor = PageCursor.Issue(Secret, new CursorScope("ab", "c", ""), At);
        Assert.False(PageCursor.TryRead(Secret, new CursorScope("a", "bc", ""), cursor, out _));
        Assert.False(PageCursor.TryRead(Secret, new CursorScope("ab", "", "c"), cursor, out _));
    }

    [Fact]
    public void Any_changed_character_is_refused()
    {
        var cursor = PageCursor.Issue(Secret, Scope, At);
        for (var at = 0; at < cursor.Length; at++)
        {
            foreach (var other in "Ab0-_=+/ \n")
            {
                if (other == cursor[at]) continue;
                var changed = cursor[..at] + other + cursor[(at + 1)..];
                Assert.False(PageCursor.TryRead(Secret, Scope, changed, out var position), changed);
                Assert.Equal(default, position);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("41")]
    [InlineData("日本")]
    public void What_is_no_cursor_is_refused(string next) =>
        Assert.False(PageCursor.TryRead(Secret, Scope, next, out _));

    [Fact]
    public void Padding_and_further_characters_are_refused()
    {
        var cursor = PageCursor.Issue(Secret, Scope, At);
        Assert.False(PageCursor.TryRead(Secret, Scope, cursor + "=", out _));
        Assert.False(PageCursor.TryRead(Secret, Scope, cursor + "A", out _));
        Assert.False(PageCursor.TryRead(Secret, Scope, cursor[..^1], out _));
    }

    [Fact]
    public void A_short_secret_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => PageCursor.Issue(Secret.AsSpan(1), Scope, At));
}
