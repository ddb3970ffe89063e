using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Entente.Taxii;

/// <summary>
/// What a request asks of a collection: the parsed, checked query of TAXII 2.1 §3.4. Equal questions have equal
/// <see cref="Fingerprint"/>s, however they were spelled.
/// </summary>
public sealed record TaxiiQuery
{
    /// <summary>Most characters of a query; a longer one is refused.</summary>
    public const int QueryCharsMax = 65_536;

    /// <summary>Most values in one <c>match</c> list; more are refused.</summary>
    public const int MatchValuesMax = 1_000;

    /// <summary>Most characters of <c>next</c>; more are refused.</summary>
    public const int NextCharsMax = 2_048;

    /// <summary>The endpoint that the query was parsed for.</summary>
    public TaxiiEndpoint Endpoint { get; init; }

    /// <summary>Only what was added strictly after this instant; null when not asked.</summary>
    public TaxiiTimestamp? AddedAfter { get; init; }

    /// <summary>
    /// At most this many objects, above zero; null when not asked. A number beyond <see cref="int.MaxValue"/> is taken
    /// as
    /// that; the server's own limit may be lower.
    /// </summary>
    public int? Limit { get; init; }

    /// <summary>
    /// The cursor of an earlier page, unchecked: only <see cref="PageCursor"/> can tell; null when not asked.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>Only these object ids, sorted; empty means any.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Only these object types, sorted; empty means any.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Which versions of each object.</summary>
    public VersionFilter Versions { get; init; } = VersionFilter.Default;

    /// <summary>
    /// Only these versions of STIX, such as <c>2.1</c>, sorted; empty means the latest that each object has.
    /// </summary>
    public ImmutableArray<string> SpecVersions { get; init; } = [];

    /// <summary>
    /// One text for everything that decides which objects are meant: endpoint and filters in a fixed order, without
    /// <see cref="Limit"/> and <see cref="Next"/>, which a client may change from page to page.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            var text = new StringBuilder();
            text.Append(Endpoint.ToString()).Append(";after=").Append(AddedAfter?.ToString());
            text.Append(";id=").AppendJoin(',', Ids);
            text.Append(";type=").AppendJoin(',', Types);
            text.Append(";version=").Append(Versions.Canonical);
            text.Append(";spec=").AppendJoin(',', SpecVersions);
            return text.ToString();
        }
    }

    /// <summary>The query as it stands in a URL, without the leading <c>?</c>; what says nothing is left out.</summary>
    public string ToQueryString()
    {
        var parts = new List<string>();
        void Put(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        Put("added_after", AddedAfter?.ToString());
        Put("limit", Limit?.ToString(CultureInfo.InvariantCulture));
        Put("next", Next);
        Put("match%5Bid%5D", string.Join(',', Ids));
        Put("match%5Btype%5D", string.Join(',', Types));
        Put("match%5Bversion%5D", Versions == VersionFilter.Default ? null : Versions.Canonical);
        Put("match%5Bspec_version%5D", string.Join(',', SpecVersions));
        return string.Join('&', parts);
    }

    /// <summary>
    /// Parses the query of a request's URL, with or without the leading <c>?</c>. Parameters that the endpoint does not
    /// take, and unknown ones, are passed over (§3.4.1 allows it). Every other malformed parameter is a fault that
    /// names
    /// it; all are reported at once, and the answer is status 400.
    /// </summary>
    public static TaxiiResult<TaxiiQuery> Parse(string? query, TaxiiEndpoint endpoint) =>
        new TaxiiQueryParser(endpoint).Parse(query ?? "");
}
