using System.Text;
using CsCheck;
using Entente.Server.Auth;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Entente.Tests.Server.Auth;

/// <summary>What is read from an Authorization header (RFC 7617, RFC 6750).</summary>
public sealed class ShownSecretTests
{
    private const int HeaderCharsMax = 2048;

    [Theory]
    [InlineData("vn-1:word", "vn-1", "word")]
    [InlineData("vn-1:", "vn-1", "")]
    [InlineData("vn-1:a:b::c", "vn-1", "a:b::c")]
    [InlineData("vn-1: two words ", "vn-1", " two words ")]
    [InlineData("vn-1:giặc🛡mạng", "vn-1", "giặc🛡mạng")]
    [InlineData("vn-1:e\u0301", "vn-1", "\u00e9")]
    [InlineData("vn-1:\u00e9", "vn-1", "\u00e9")]
    public void Basic_is_a_user_and_everything_behind_the_first_colon(string pair, string name, string password)
    {
        foreach (var scheme in new[] { "Basic", "basic", "BASIC" })
        {
            Assert.Equal(new ShownSecret("basic", name, password), Read($"{scheme} {Base64(pair)}"));
        }
    }

    [Theory]
    [InlineData("Bearer vn-1.abc", "vn-1", "vn-1.abc")]
    [InlineData("bearer  vn-1.abc.def ", "vn-1", "vn-1.abc.def")]
    public void A_token_begins_with_its_name(string header, string name, string token) =>
        Assert.Equal(new ShownSecret("bearer", name, token), Read(header));

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic dm4tMTphYg")]
    [InlineData("Basic dm4=x")]
    [InlineData("Basic dm4tMQ==")]
    [InlineData("Basic OndvcmQ=")]
    [InlineData("Basic dm4tMTr//g==")]
    [InlineData("Bearer ")]
    [InlineData("Bearer abc")]
    [InlineData("Bearer .abc")]
    [InlineData("Digest username=vn-1")]
    [InlineData("dm4tMTp3b3Jk")]
    [InlineData(" Basic dm4tMTp3b3Jk")]
    public void Anything_else_is_no_credential(string header) => Assert.Null(Read(header));

    [Fact]
    public void Two_headers_and_none_are_no_credential()
    {
        var header = "Basic " + Base64("vn-1:word");
        Assert.Null(ShownSecret.Read(new StringValues([header, header])));
        Assert.Null(ShownSecret.Read(StringValues.Empty));
        Assert.Null(ShownSecret.Read(new StringValues((string?)null)));
    }

    [Fact]
    public void The_longest_header_is_read_and_a_longer_one_is_not()
    {
        var bytes = ((HeaderCharsMax - "Basic ".Length) / 4 * 3) - "vn-1:".Length;
        Assert.Equal(bytes, Read("Basic " + Base64("vn-1:" + new string('p', bytes)))!.Value.Secret.Length);
        Assert.Null(Read("Basic " + Base64("vn-1:" + new string('p', bytes + 3))));
        Assert.Null(Read("Bearer a." + new string('t', HeaderCharsMax)));
    }

    [Fact]
    public void Nothing_that_is_sent_makes_it_fail() => Gen.Select(
            Gen.Int[0, 2].Select(i => new[] { "Basic ", "Bearer ", "" }[i]), Gen.String, Gen.Byte.Array)
        .Sample((scheme, text, bytes) =>
        {
            _ = Read(scheme + text);
            _ = Read(scheme + Convert.ToBase64String(bytes));
        });

    [Fact]
    public void A_secret_is_not_printed() =>
        Assert.Equal("basic vn-1", Read("Basic " + Base64("vn-1:word")).ToString());

    private static ShownSecret? Read(string header) => ShownSecret.Read(new StringValues(header));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
