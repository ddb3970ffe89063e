using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Entente.Taxii;

/// <summary>The rules of TAXII 2.1 §3.4 over the raw query, where repeated parameters can still be seen.</summary>
internal sealed class TaxiiQueryParser(TaxiiEndpoint endpoint)
{
    private const int ValueCharsMax = 300;
    private const int LimitCharsMax = 40;
    private const string TimestampHint = "such as `2026-01-01T00:00:00.000000Z`, in UTC";
    private const string NextHint = "begin again with `added_after`";

    private static readonly SearchValues<char> TypeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly ImmutableArray<TaxiiFault>.Builder _faults = ImmutableArray.CreateBuilder<TaxiiFault>();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private TaxiiQuery _query = new() { Endpoint = endpoint };

    public TaxiiResult<TaxiiQuery> Parse(string query)
    {
        if (query.Length > TaxiiQuery.QueryCharsMax)
        {
            return TaxiiResult<TaxiiQuery>.Of(new TaxiiFault(
                "query-too-long", $"the query has more than {TaxiiQuery.QueryCharsMax} characters"));
        }

        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? part : part[..equals]);
            var value = Decode(equals < 0 ? "" : part[(equals + 1)..]);
            if (Takes(name)) Apply(name, value);
        }

        return _faults.Count == 0
            ? TaxiiResult<TaxiiQuery>.Of(_query)
            : TaxiiResult<TaxiiQuery>.Of(_faults.ToImmutable());
    }

    private bool Takes(string name) => name switch
    {
        "match[spec_version]" => true,
        "match[version]" => endpoint is not TaxiiEndpoint.Versions,
        "match[id]" or "match[type]" => endpoint is TaxiiEndpoint.Objects or TaxiiEndpoint.Manifest,
        "added_after" or "limit" or "next" => endpoint is not TaxiiEndpoint.Delete,
        _ => false,
    };

    private void Apply(string name, string value)
    {
        if (!_seen.Add(name))
        {
            Fault(name, "query-repeated", $"`{name}` stands more than once", "give it once, values with commas");
            return;
        }

        switch (name)
        {
            case "added_after": ApplyAddedAfter(value); break;
            case "limit": ApplyLimit(value); break;
            case "next": ApplyNext(value); break;
            case "match[id]": _query = _query with { Ids = List(name, value, IsObjectId, "is no object id") }; break;
            case "match[type]": _query = _query with { Types = List(name, value, IsType, "is no object type") }; break;
            case "match[version]": ApplyVersion(value); break;
            default:
                _query = _query with { SpecVersions = List(name, value, IsSpecVersion, "is no version of STIX") };
                break;
        }
    }

    private void ApplyAddedAfter(string value)
    {
        if (TaxiiTimestamp.TryParse(value, out var time)) _query = _query with { AddedAfter = time };
        else Fault("added_after", "query-added-after", $"`{Shown(value)}` is no timestamp", TimestampHint);
    }

    private void ApplyLimit(string value)
    {
        if (value.Length is 0 or > LimitCharsMax || !value.All(char.IsAsciiDigit) || value.All(digit => digit == '0'))
        {
            Fault("limit", "query-limit", $"`{Shown(value)}` is no whole number above zero", "such as `limit=100`");
            return;
        }

        var fits = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        _query = _query with { Limit = fits ? limit : int.MaxValue };
    }

    private void ApplyNext(string value)
    {
        if (value.Length is > 0 and <= TaxiiQuery.NextCharsMax) _query = _query with { Next = value };
        else Fault("next", "query-next", "`next` is not a cursor of this collection", NextHint);
    }

    private void ApplyVersion(string value)
    {
        var values = List("match[version]", value, IsVersion, "is no version");
        if (values.IsEmpty) return;
        if (values.Contains("all") && values.Length > 1)
        {
            Fault("match[version]", "query-version-all", "`all` stands beside other versions", "give `all` alone");
            return;
        }

        _query = _query with
        {
            Versions = new VersionFilter(
                values.Contains("first"), values.Contains("last"), values.Contains("all"),
                [.. values.Where(version => version is not ("first" or "last" or "all"))]),
        };
    }

    private ImmutableArray<string> List(string name, string value, Func<string, bool> isValid, string complaint)
    {
        var values = value.Split(',');
        if (values.Length > TaxiiQuery.MatchValuesMax)
        {
            var message = $"`{name}` has more than {TaxiiQuery.MatchValuesMax} values";
            Fault(name, "query-too-many-values", message, "ask in parts");
            return [];
        }

        var code = "query-" + name["match[".Length..^1].Replace('_', '-');
        if (values.FirstOrDefault(item => item.Length > ValueCharsMax || !isValid(item)) is { } bad)
        {
            Fault(name, code, $"`{Shown(bad)}` {complaint}", name == "match[version]" ? TimestampHint : null);
            return [];
        }

        return [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static bool IsType(string value) =>
        value.Length > 0 && !value.AsSpan().ContainsAnyExcept(TypeCharacters);

    private static bool IsObjectId(string value)
    {
        var dashes = value.IndexOf("--", StringComparison.Ordinal);
        return dashes > 0 && IsType(value[..dashes]) && Guid.TryParseExact(value[(dashes + 2)..], "D", out _);
    }

    private static bool IsVersion(string value) =>
        value is "first" or "last" or "all" || TaxiiTimestamp.TryParse(value, out _);

    private static bool IsSpecVersion(string value) =>
        value.Split('.') is [var major, var minor]
        && major.Length > 0 && minor.Length > 0 && major.All(char.IsAsciiDigit) && minor.All(char.IsAsciiDigit);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Shown(string value) => value.Length <= 80 ? value : value[..80] + "…";

    private void Fault(string parameter, string code, string message, string? hint) =>
        _faults.Add(new TaxiiFault(code, message, hint) { Parameter = parameter });
}
