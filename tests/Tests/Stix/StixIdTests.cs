using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class StixIdTests
{
    [Theory]
    [InlineData("indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", true)]
    [InlineData("x-my-thing--8e2e2d2b-17d4-5cbf-b38f-98ee46b3cd3f", true)]
    [InlineData("indicator--8E2E2D2B-17D4-4CBF-938F-98EE46B3CD3F", false)]
    [InlineData("indicator-8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", false)]
    [InlineData("8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", false)]
    [InlineData("indicator--8e2e2d2b-17d4-0cbf-938f-98ee46b3cd3f", false)]
    [InlineData("indicator--8e2e2d2b-17d4-4cbf-c38f-98ee46b3cd3f", false)]
    [InlineData("indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3", false)]
    [InlineData("indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f ", false)]
    [InlineData("indicator--8e2e2d2b_17d4-4cbf-938f-98ee46b3cd3f", false)]
    [InlineData("Indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", false)]
    [InlineData("my--thing--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", false)]
    [InlineData("-a---8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", false)]
    [InlineData("ab--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", false)]
    [InlineData("", false)]
    public void Ids_are_type_two_hyphens_uuid(string id, bool good)
    {
        Assert.Equal(good, StixId.IsValid(id));
        Assert.Equal(good, StixId.TryParse(id, out var type, out var uuid));
        if (good) Assert.Equal(id, StixId.Format(type!, uuid));
    }

    [Fact]
    public void Version_5_matches_the_example_of_the_RFC_errata() => Assert.Equal(
        new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"),
        StixId.NameBased(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

    [Theory]
    [InlineData("{'type':'ipv4-addr','value':'198.51.100.3'}", "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4")]
    [InlineData("{'type':'ipv4-addr','id':'x','value' : '198.51.\\u00310\\u0030.3','x':1}", "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4")]
    [InlineData("{'type':'ipv4-addr','value':'198.51.100.0/24'}", null)]
    public void The_address_has_the_id_that_the_standard_gives(string json, string? id)
    {
        Assert.True(ObservableIds.TryCompute(StixCase.Json(json), out var computed));
        if (id is null) Assert.Equal(5, StixId.UuidVersionOf(computed));
        else Assert.Equal(id, computed);
    }

    [Fact]
    public void Of_several_hashes_the_first_in_the_fixed_order_counts()
    {
        Assert.True(ObservableIds.TryCompute(StixCase.Json("{'type':'file','hashes':{'SHA-256':'b','MD5':'a'},'size':1}"), out var both));
        Assert.True(ObservableIds.TryCompute(StixCase.Json("{'type':'file','hashes':{'MD5':'a'}}"), out var one));
        Assert.True(ObservableIds.TryCompute(StixCase.Json("{'type':'file','hashes':{'SHA-256':'b'}}"), out var other));
        Assert.Equal(one, both);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("{'type':'process','pid':1}")]
    [InlineData("{'type':'file','size':1}")]
    [InlineData("{'type':'indicator','name':'a'}")]
    [InlineData("{'type':5}")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_has_no_identifying_content_has_no_fixed_id(string json) =>
        Assert.False(ObservableIds.TryCompute(StixCase.Json(json), out _));
}
