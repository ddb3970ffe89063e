using System.CommandLine;
using Entente.Cli.Output;
using Entente.Taxii;

namespace Entente.Cli.Taxii;

/// <summary>The filters of the standard as options (TAXII 2.1 §3.4).</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _addedAfter = new("--added-after")
    {
        Description = "only what was added after this instant, such as 2026-01-01T00:00:00Z",
        HelpName = "TIME",
    };

    private readonly Option<string[]> _ids = Several("--id", "only this object");

    private readonly Option<string[]> _types = Several("--type", "only objects of this type");

    private readonly Option<string[]> _versions = Several(
        "--version", "which versions of an object: last (as when left out), first, all, or a time");

    private readonly Option<string[]> _specVersions = Several(
        "--spec-version", "only objects of this version of STIX; the latest of each when left out");

    private readonly Option<int?> _limit = new("--limit") { Description = "at most this many objects a page" };

    /// <summary>Adds the options to a verb.</summary>
    public static FilterOptions AddTo(Command command)
    {
        var options = new FilterOptions();
        foreach (var option in new Option[]
        {
            options._addedAfter, options._ids, options._types, options._versions, options._specVersions, options._limit,
        })
        {
            command.Add(option);
        }

        return options;
    }

    /// <summary>The question, checked as a server checks it, so that a slip is told here and by name.</summary>
    public TaxiiQuery Query(ParseResult parsed, TaxiiEndpoint endpoint)
    {
        var parts = new List<string>();
        Put("added_after", parsed.GetValue(_addedAfter));
        Put("limit", parsed.GetValue(_limit)?.ToString());
        Put("match[id]", Joined(_ids));
        Put("match[type]", Joined(_types));
        Put("match[version]", Joined(_versions));
        Put("match[spec_version]", Joined(_specVersions));
        var query = TaxiiQuery.Parse(string.Join('&', parts), endpoint);
        if (query.IsOk) return query.Value;
        foreach (var fault in query.Faults.Skip(1)) Failure.Print(fault.Code, PlainText.Of(fault.Message), fault.Hint);
        throw new Failure(query.Fault.Code, PlainText.Of(query.Fault.Message), query.Fault.Hint);

        string? Joined(Option<string[]> option) => parsed.GetValue(option) is { Length: > 0 } values
            ? string.Join(',', values)
            : null;

        void Put(string name, string? value)
        {
            if (value is not null) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    private static Option<string[]> Several(string name, string description) =>
        new(name) { Description = $"{description}; several with commas, or the option again" };
}
