using Entente.Taxii;
using Xunit;

namespace Entente.Tests.Taxii;

public sealed class TaxiiMediaTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("application/taxii+json;version=2.1", true)]
    [InlineData("application/taxii+json; version=2.1", true)]
    [InlineData("application/taxii+json;version=\"2.1\"", true)]
    [InlineData("application/taxii+json ; VERSION=2.1 ; q=0.4", true)]
    [InlineData("application/taxii+json", true)]
    [InlineData("Application/TAXII+JSON", true)]
    [InlineData("application/taxii+json;version=2.1,application/stix+json;version=2.1", true)]
    [InlineData("application/stix+json;version=2.1, application/taxii+json;version=2.1", true)]
    [InlineData("text/html, */*;q=0.1", true)]
    [InlineData("application/*", true)]
    [InlineData("application/taxii+json;version=2.0, application/taxii+json;version=2.1", true)]
    [InlineData("application/taxii+json;version=2.0", false)]
    [InlineData("application/taxii+json;version=2.10", false)]
    [InlineData("application/taxii+json;version=2.1;q=0", false)]
    [InlineData("application/vnd.oasis.taxii+json;version=2.0", false)]
    [InlineData("application/json", false)]
    [InlineData("text/html", false)]
    [InlineData("text/plain;note=\"a, application/taxii+json\"", false)]
    [InlineData("application/taxii+json;q=one", false)]
    [InlineData(";;;", false)]
    public void An_accept_header_suits_or_gives_406(string? accept, bool suits) =>
        Assert.Equal(suits, TaxiiMedia.CanAnswer(accept));

    [Theory]
    [InlineData("application/taxii+json;version=2.1", true)]
    [InlineData("application/taxii+json", true)]
    [InlineData("application/taxii+json; charset=utf-8; version=2.1", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("application/taxii+json;version=2.0", false)]
    [InlineData("application/json", false)]
    [InlineData("application/stix+json;version=2.1", false)]
    [InlineData("*/*", false)]
    [InlineData("application/taxii+json;version=2.1, text/html", false)]
    public void A_content_type_is_read_or_gives_415(string? contentType, bool isRead) =>
        Assert.Equal(isRead, TaxiiMedia.CanRead(contentType));

    [Fact]
    public void An_endless_header_is_refused_unread()
    {
        var header = string.Concat(Enumerable.Repeat("a/b,", 2_000)) + TaxiiMedia.Taxii21;
        Assert.False(TaxiiMedia.CanAnswer(header));
        Assert.False(TaxiiMedia.CanRead(TaxiiMedia.Taxii21 + new string(' ', TaxiiMedia.HeaderCharsMax)));
    }
}
