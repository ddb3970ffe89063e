using Entente.Taxii;
using Xunit;

namespace Entente.Tests.Taxii;

public sealed class TaxiiQueryTests
{
    private const string Id = "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    [Fact]
    public void Without_parameters_the_last_version_of_everything_is_asked_for()
    {
        var query = Parsed("");
        Assert.Null(query.AddedAfter);
        Assert.Null(query.Limit);
        Assert.Null(query.Next);
        Assert.Empty(query.Ids);
        Assert.Empty(query.Types);
        Assert.Empty(query.SpecVersions);
        Assert.Equal(VersionFilter.Default, query.Versions);
    }

    [Fact]
    public void Every_parameter_is_read()
    {
        var query = Parsed(
            $"?added_after=2026-01-01T00:00:00Z&limit=20&next=abc&match[id]={Id}&match%5Btype%5D=malware,indicator"
            + "&match[version]=first%2C2026-01-01T00:00:00.5Z&match[spec_version]=2.1,2.0&x_other=1");
        Assert.Equal("2026-01-01T00:00:00.000000Z", query.AddedAfter.ToString());
        Assert.Equal(20, query.Limit);
        Assert.Equal("abc", query.Next);
        Assert.Equal([Id], query.Ids);
        Assert.Equal(["indicator", "malware"], query.Types);
        Assert.True(query.Versions.First);
        Assert.False(query.Versions.Last);
        Assert.Equal(["2026-01-01T00:00:00.5Z"], query.Versions.Exact);
        Assert.Equal(["2.0", "2.1"], query.SpecVersions);
    }

    [Theory]
    [InlineData("added_after=yesterday", "query-added-after", "added_after")]
    [InlineData("added_after=", "query-added-after", "added_after")]
    [InlineData("added_after=2026-01-01T00:00:00Z,2027-01-01T00:00:00Z", "query-added-after", "added_after")]
    [InlineData("added_after=2026-01-01T00:00:00Z&added_after=2026-01-01T00:00:00Z", "query-repeated", "added_after")]
    [InlineData("limit=0", "query-limit", "limit")]
    [InlineData("limit=000", "query-limit", "limit")]
    [InlineData("limit=-1", "query-limit", "limit")]
    [InlineData("limit=+1", "query-limit", "limit")]
    [InlineData("limit=1.5", "query-limit", "limit")]
    [InlineData("limit=ten", "query-limit", "limit")]
    [InlineData("limit", "query-limit", "limit")]
    [InlineData("limit=1&limit=2", "query-repeated", "limit")]
    [InlineData("next=", "query-next", "next")]
    [InlineData("next=a&next=b", "query-repeated", "next")]
    [InlineData("match[id]=", "query-id", "match[id]")]
    [InlineData("match[id]=indicator", "query-id", "match[id]")]
    [InlineData("match[id]=indicator--not-a-uuid", "query-id", "match[id]")]
    [InlineData("match[id]=" + Id + ",", "query-id", "match[id]")]
    [InlineData("match[id]=" + Id + "&match%5bid%5d=" + Id, "query-repeated", "match[id]")]
    [InlineData("match[type]=", "query-type", "match[type]")]
    [InlineData("match[type]=Malware", "query-type", "match[type]")]
    [InlineData("match[version]=newest", "query-version", "match[version]")]
    [InlineData("match[version]=all,last", "query-version-all", "match[version]")]
    [InlineData("match[version]=2026-01-01T00:00:00Z,all", "query-version-all", "match[version]")]
    [InlineData("match[spec_version]=21", "query-spec-version", "match[spec_version]")]
    [InlineData("match[spec_version]=2.", "query-spec-version", "match[spec_version]")]
    public void A_malformed_parameter_is_named(string query, string code, string parameter)
    {
        var result = TaxiiQuery.Parse(query, TaxiiEndpoint.Objects);
        var fault = Assert.Single(result.Faults);
        Assert.Equal((code, parameter), (fault.Code, fault.Parameter));
        Assert.False(result.IsOk);
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var result = TaxiiQuery.Parse("limit=x&added_after=y&match[version]=z", TaxiiEndpoint.Objects);
        Assert.Equal(["limit", "added_after", "match[version]"], result.Faults.Select(fault => fault.Parameter));
    }

    [Theory]
    [InlineData(TaxiiEndpoint.Object, "match[id]=x&match[type]=X")]
    [InlineData(TaxiiEndpoint.Versions, "match[id]=x&match[type]=X&match[version]=x")]
    [InlineData(TaxiiEndpoint.Delete, "added_after=x&limit=x&next=&match[id]=x")]
    [InlineData(TaxiiEndpoint.Objects, "match[name]=x&foo=&foo=&=&&LIMIT=x")]
    public void What_an_endpoint_does_not_take_is_passed_over(TaxiiEndpoint endpoint, string query) =>
        Assert.True(TaxiiQuery.Parse(query, endpoint).IsOk);

    [Fact]
    public void A_limit_beyond_all_numbers_is_the_largest_number() =>
        Assert.Equal(int.MaxValue, Parsed("limit=99999999999999999999").Limit);

    [Fact]
    public void Every_type_of_the_standard_may_be_asked_for()
    {
        foreach (var type in new[] { "ipv4-addr", "x509-certificate", "extension-definition", "x-mitre-tactic" })
        {
            Assert.Equal([type], Parsed($"match[type]={type}").Types);
        }
    }

    [Fact]
    public void Too_much_is_refused()
    {
        Assert.Equal("query-too-long", Fault("next=" + new string('a', TaxiiQuery.QueryCharsMax)).Code);
        Assert.Equal("query-next", Fault("next=" + new string('a', TaxiiQuery.NextCharsMax + 1)).Code);
        Assert.Equal(
            "query-too-many-values",
            Fault("match[type]=" + string.Join(',', Enumerable.Repeat("tool", TaxiiQuery.MatchValuesMax + 1))).Code);
        Assert.Equal("query-type", Fault("match[type]=" + new string('a', 301)).Code);
        Assert.True(Fault("added_after=" + new string('9', 5_000)).Message.Length < 200);
    }

    [Fact]
    public void Equal_questions_have_equal_fingerprints()
    {
        var one = Parsed("match[type]=tool,malware,tool&limit=3&added_after=2026-01-01T00:00:00Z");
        var other = Parsed("added_after=2026-01-01T00:00:00.000Z&match%5Btype%5D=malware,tool&limit=9&next=zz");
        Assert.Equal(one.Fingerprint, other.Fingerprint);
    }

    [Fact]
    public void Different_questions_have_different_fingerprints()
    {
        string[] queries =
        [
            "", "added_after=2026-01-01T00:00:00Z", "match[type]=tool", "match[version]=all", "match[version]=first",
            "match[version]=2026-01-01T00:00:00Z", "match[spec_version]=2.1", $"match[id]={Id}",
        ];
        var prints = queries.Select(query => Parsed(query).Fingerprint)
            .Append(TaxiiQuery.Parse("", TaxiiEndpoint.Manifest).Value!.Fingerprint);
        Assert.Equal(queries.Length + 1, prints.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("limit=5&next=a+b%2F%3D%26")]
    [InlineData("added_after=2026-01-01T00:00:00.000001Z&match[type]=tool,malware&match[version]=first,last")]
    [InlineData("match[id]=" + Id + "&match[spec_version]=2.1&match[version]=all")]
    [InlineData("match[version]=2026-01-01T00:00:00.5Z")]
    public void A_query_is_written_as_it_is_read(string text)
    {
        var query = Parsed(text);
        var again = Parsed(query.ToQueryString());
        Assert.Equal(query.Fingerprint, again.Fingerprint);
        Assert.Equal((query.Limit, query.Next), (again.Limit, again.Next));
        Assert.Equal(query.ToQueryString(), again.ToQueryString());
    }

    private static TaxiiQuery Parsed(string query)
    {
        var result = TaxiiQuery.Parse(query, TaxiiEndpoint.Objects);
        Assert.Empty(result.Faults);
        return result.Value!;
    }

    private static TaxiiFault Fault(string query) =>
        Assert.Single(TaxiiQuery.Parse(query, TaxiiEndpoint.Objects).Faults);
}
