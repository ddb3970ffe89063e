using System.Collections.Immutable;
using System.CommandLine;
using Entente.Agreements.Compilation;
using Entente.Agreements.Documents;
using Entente.Cli.Output;
using Entente.Stix;

namespace Entente.Cli.Agreements;

/// <summary>Drafts and their frameworks from files, as if they were active: nothing is asked of a node.</summary>
internal static class Rehearsal
{
    public static Option<FileInfo[]> ParentOption() => new("--parent")
    {
        Description = "the framework that it carries out, signed or not; repeatable, the uppermost first",
    };

    public static Option<string?> AtOption() => new("--at")
    {
        Description = "the instant that is asked about (RFC 3339); when left out now, or its first instant in force",
    };

    /// <summary>The frameworks; null when none is given.</summary>
    public static AgreementSet? Frameworks(FileInfo[]? files)
    {
        if (files is not { Length: > 0 }) return null;
        return files.Aggregate(AgreementSet.Empty, (set, file) => With(set, AgreementFile.Read(file).Document));
    }

    /// <summary>The set with a document in it; every reason against it is printed.</summary>
    public static AgreementSet With(AgreementSet set, AgreementDocument document) =>
        AgreementCompiler.Rehearse(document, set, out var reasons) ?? throw AgreementFile.Refuse(reasons);

    /// <summary>The instant that is asked about.</summary>
    public static DateTimeOffset At(string? given, ImmutableArray<DateTimeOffset> firstInstants)
    {
        if (given is null) return firstInstants.Append(TimeProvider.System.GetUtcNow()).Max();
        return StixTimestamp.TryParse(given, out var instant)
            ? instant.ToInstant()
            : throw new Failure("at-malformed", $"`{given}` is no instant", "such as 2027-01-31T00:00:00Z");
    }
}
