using Entente.Stix.Patterns;

namespace Entente.Stix.Upgrade;

/// <summary>
/// Brings a pattern from STIX 2.0 part 5 to STIX 2.1 §9: the grammar where it became stricter, and the paths of
/// properties that have another name or place now.
/// </summary>
internal sealed class PatternUpgrade
{
    private readonly List<(string Code, UpgradeChangeKind Kind, string Message)> _notes = [];

    private PatternUpgrade()
    {
    }

    /// <summary>The pattern to write; the one given if nothing had to change.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The dialect of <see cref="Text"/>, as <c>pattern_version</c> says it.</summary>
    public string Version { get; private set; } = "2.1";

    /// <summary>Why the pattern is none; empty otherwise.</summary>
    public IReadOnlyList<PatternDiagnostic> Errors { get; private set; } = [];

    /// <summary>What was done.</summary>
    public IReadOnlyList<(string Code, UpgradeChangeKind Kind, string Message)> Notes => _notes;

    public static PatternUpgrade Of(string text)
    {
        var upgrade = new PatternUpgrade { Text = text };
        var old = PatternParser.Parse(text, PatternVersion.V20);
        if (old.Pattern is null)
        {
            upgrade.TakeAsCurrent(text, old);
            return upgrade;
        }

        var root = upgrade.Rewrite(old.Pattern.Root);
        if (upgrade._notes.Count > 0) upgrade.Text = PatternPrinter.Print(root);
        if (PatternParser.Parse(upgrade.Text).Pattern is not null) return upgrade;

        // The dialect stays sayable in 2.1, so a pattern that cannot be carried over is kept and called what it is.
        upgrade.Text = text;
        upgrade.Version = "2.0";
        upgrade._notes.Clear();
        upgrade.Note("pattern-kept-2.0", UpgradeChangeKind.Kept, "the pattern is kept in the dialect of STIX 2.0");
        return upgrade;
    }

    private void TakeAsCurrent(string text, PatternResult old)
    {
        if (PatternParser.Parse(text).Pattern is null)
        {
            Errors = [.. old.Diagnostics.Where(found => !found.IsWarning)];
            return;
        }

        Note("pattern-was-2.1", UpgradeChangeKind.Moved, "the pattern was in the dialect of STIX 2.1 already");
    }

    private ObservationExpression Rewrite(ObservationExpression expression) => expression switch
    {
        ObservationTest test => new ObservationTest(Rewrite(test.Comparison)),
        ObservationGroup group => new ObservationGroup(Rewrite(group.Inner)),
        ObservationCombination combination => combination with
        {
            Operands = new(combination.Operands.Select(Rewrite)),
        },
        QualifiedObservation qualified => Requalify(
            Rewrite(qualified.Observation), [.. qualified.Qualifiers.Select(Rewrite)]),
        _ => expression,
    };

    /// <summary>An expression takes each kind of qualifier once; in parentheses it is a new one (§9.5.1).</summary>
    private QualifiedObservation Requalify(ObservationExpression inner, List<ObservationQualifier> qualifiers)
    {
        var mine = new List<ObservationQualifier>();
        foreach (var qualifier in qualifiers)
        {
            if (inner is ObservationTest && mine.Exists(own => own.GetType() == qualifier.GetType()))
            {
                Note("pattern-parentheses", UpgradeChangeKind.Moved, "a second qualifier stands behind parentheses");
                inner = new ObservationGroup(new QualifiedObservation(inner, new(mine)));
                mine = [];
            }

            mine.Add(qualifier);
        }

        return new QualifiedObservation(inner, new(mine));
    }

    private ObservationQualifier Rewrite(ObservationQualifier qualifier)
    {
        if (qualifier is not StartStopQualifier period) return qualifier;
        return new StartStopQualifier(AsTimestamp(period.Start), AsTimestamp(period.Stop));
    }

    private PatternConstant AsTimestamp(PatternConstant instant)
    {
        if (instant.Kind != PatternConstantKind.String) return instant;
        Note("pattern-timestamp", UpgradeChangeKind.Moved, $"the time {instant.Text} is written as a timestamp");
        return PatternConstant.AsWritten(PatternConstantKind.Timestamp, $"t'{instant.StringValue}'");
    }

    private ComparisonExpression Rewrite(ComparisonExpression expression) => expression switch
    {
        ComparisonGroup group => new ComparisonGroup(Rewrite(group.Inner)),
        ComparisonCombination combination => combination with
        {
            Operands = new(combination.Operands.Select(Rewrite)),
        },
        PropertyTest test => test with { Path = Rewrite(test.Path) },
        _ => expression,
    };

    private ObjectPath Rewrite(ObjectPath path)
    {
        var steps = PatternPathUpgrade.Of(path);
        if (steps.SequenceEqual(path.Steps)) return path;
        var upgraded = path with { Steps = new(steps) };
        var kept = steps.Any(step => step.Name.StartsWith(Changes21.KeptPrefix, StringComparison.Ordinal) &&
            !path.Steps.Contains(step));
        Note("pattern-path", kept ? UpgradeChangeKind.Kept : UpgradeChangeKind.Moved, $"`{path}` is `{upgraded}` now");
        return upgraded;
    }

    private void Note(string code, UpgradeChangeKind kind, string message)
    {
        if (!_notes.Contains((code, kind, message))) _notes.Add((code, kind, message));
    }
}
