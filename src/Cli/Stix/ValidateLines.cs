using System.Collections.Immutable;
using Entente.Stix;
using Entente.Stix.Validation;

namespace Entente.Cli.Stix;

/// <summary>The verdict on one line for <c>entente validate --jsonl</c>.</summary>
internal static class ValidateLines
{
    public static Task<int> RunAsync(
        IReadOnlyList<string> inputs, ValidationOptions options, CancellationToken cancellation) =>
        LineLoop.RunAsync(
            inputs, line => Judge(line, options), (json, found) => FindingJson.WriteVerdict(json, found), cancellation);

    private static ImmutableArray<Diagnostic> Judge(ReadOnlyMemory<byte>? line, ValidationOptions options)
    {
        if (line is not { } utf8)
        {
            return [LineFaults.TooLong("validate a large bundle as a file, without `--jsonl`")];
        }

        return LineFaults.IsBlank(utf8.Span)
            ? [LineFaults.Blank]
            : StixValidator.Validate(utf8, options).Diagnostics;
    }
}
