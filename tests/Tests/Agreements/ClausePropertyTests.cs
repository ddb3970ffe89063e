using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Entente.Agreements.Decisions;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>
/// What holds of every decision under every clause of the vocabulary, and that the engine decides as the slow evaluator
/// does. <c>ENTENTE_CASES</c> sets how many arrangements are tried.
/// </summary>
public sealed class ClausePropertyTests
{
    /// <summary>How many objects are decided about under each arrangement: to sign and compile one costs the most.</summary>
    private const int FactsEach = 100;

    private static readonly int Arrangements = int.TryParse(
        Environment.GetEnvironmentVariable("ENTENTE_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
        ? asked
        : 150;

    private static readonly Gen<(ReleaseFacts Facts, ChannelTerms Channel, DateTimeOffset Now)> Question =
        Gen.Select(ClauseGens.Facts, ClauseGens.Channel, ClauseGens.Time);

    [Fact]
    public void Engine_and_slow_evaluator_agree()
    {
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Gen.Select(ClauseGens.Base, Restriction.Array[0, 4], Question.Array[FactsEach]).Sample(
            (start, more, questions) =>
            {
                var document = ClauseGens.Document(start, more);
                if (ClauseGens.Try(document) is not { } set) return;
                foreach (var (facts, channel, now) in questions)
                {
                    var verdict = DecisionEngine.Decide(facts, channel, set, now);
                    var (outcome, changes) = ReferenceRelease.Evaluate(document, facts, channel, now);
                    Assert.True(
                        outcome == $"{verdict.Outcome}",
                        $"{verdict.Outcome} where {outcome} was expected: {verdict}\n{Show(facts, channel, now, document)}");
                    if (outcome is "Transform" or "Hold") Assert.Equal(changes, Changes(verdict));
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                }
            },
            iter: Arrangements,
            threads: 1);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", outcomes.Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.True(outcomes.GetValueOrDefault("Permit") > 50, "too few cases are permitted to tell anything");
        Assert.True(outcomes.GetValueOrDefault("Transform") > 50, "too few cases are transformed to tell anything");
    }

    [Fact]
    public void A_clause_more_never_releases_more() =>
        Gen.Select(ClauseGens.Base, Restriction.Array[0, 2], Restriction, Question.Array[FactsEach]).Sample(
            (start, some, more, questions) =>
            {
                var without = ClauseGens.Try(ClauseGens.Document(start, some));
                var with = ClauseGens.Try(ClauseGens.Document(start, [.. some, more]));
                if (without is null || with is null) return;
                foreach (var (facts, channel, now) in questions)
                {
                    // A classification clause gives labels a meaning, without which they deny anyway.
                    if (more.Type == "classification" && facts.Markings.Any(mark => mark.Classification is not null)
                        && some.All(clause => clause.Type != "classification")) continue;
                    var before = DecisionEngine.Decide(facts, channel, without, now);
                    var after = DecisionEngine.Decide(facts, channel, with, now);
                    Assert.True(after.Outcome >= before.Outcome, $"{before} became {after}");
                    if (after.Outcome == Outcome.Deny) continue;
                    foreach (var op in before.Transforms) Assert.Contains(after.Transforms, other => IsAsStrict(other, op));
                }
            },
            iter: Arrangements / 2,
            threads: 1);

    [Fact]
    public void Order_and_repetition_change_nothing() =>
        Gen.Select(ClauseGens.Base, Restriction.Array[1, 4], Gen.Shuffle(Enumerable.Range(0, 14).ToArray()), Question.Array[FactsEach]).Sample(
            (start, more, order, questions) =>
            {
                var document = ClauseGens.Document(start, more);
                if (ClauseGens.Try(document) is not { } set) return;
                var other = document.DeepClone().AsObject();
                other["clauses"] = new JsonArray([.. other["clauses"]!.AsArray().Select(clause => clause!.DeepClone())
                    .Select((clause, i) => (clause, At: Array.IndexOf(order, i))).OrderBy(pair => pair.At)
                    .Select(pair => pair.clause)]);
                var shuffled = ClauseGens.Try(other)!;
                var twice = ClauseGens.Try(ClauseGens.Document(start, [.. more, .. more]));
                foreach (var (facts, channel, now) in questions)
                {
                    var turned = facts with { Markings = [.. facts.Markings.Reverse()] };
                    var verdict = DecisionEngine.Decide(facts, channel, set, now);
                    Assert.Equal(verdict.ToString(), DecisionEngine.Decide(turned, channel, shuffled, now).ToString());
                    Assert.Equal(verdict.ToString(), DecisionEngine.Decide(facts, channel, set, now).ToString());
                    if (twice is null) continue;
                    var again = DecisionEngine.Decide(facts, channel, twice, now);
                    Assert.Equal((verdict.Outcome, Changes(verdict)), (again.Outcome, Changes(again)));
                }
            },
            iter: Arrangements / 2,
            threads: 1);

    [Fact]
    public void Every_decision_has_reasons_and_nonsense_denies() =>
        Gen.Select(ClauseGens.Base, Restriction.Array[0, 4], Question.Array[FactsEach]).Sample(
            (start, more, questions) =>
            {
                if (ClauseGens.Try(ClauseGens.Document(start, more)) is not { } set) return;
                var speaksOfLists = more.Any(clause => clause.Type is "arrangementApproval" or "minimisation");
                foreach (var (facts, channel, now) in questions)
                {
                    var verdict = DecisionEngine.Decide(facts, channel, set, now);
                    Assert.NotEmpty(verdict.Reasons);
                    Assert.Equal(verdict.Outcome, verdict.Reasons.Max(reason => reason.Outcome));
                    var broken = facts with { Type = null! };
                    Assert.Equal(Outcome.Deny, DecisionEngine.Decide(broken, channel, set, now).Outcome);
                    var unknown = facts with { Properties = null, Projects = [], Remarked = null, Consents = [] };
                    Assert.True(DecisionEngine.Decide(unknown, channel, set, now).Outcome >= verdict.Outcome || !speaksOfLists);
                }
            },
            iter: Arrangements / 4,
            threads: 1);

    [Fact]
    public void A_denial_that_rests_on_one_clause_ends_without_it() =>
        Gen.Select(ClauseGens.Base, ClauseGens.More.Array[1, 3], Question.Array[FactsEach]).Sample(
            (start, more, questions) =>
            {
                var document = ClauseGens.Document(start, more);
                if (ClauseGens.Try(document) is not { } set) return;
                foreach (var (facts, channel, now) in questions)
                {
                    var verdict = DecisionEngine.Decide(facts, channel, set, now);
                    var denials = verdict.Reasons.Where(reason => reason.Outcome == Outcome.Deny).ToList();
                    if (denials.Count == 0 || denials.Select(reason => reason.Clause?.ClauseId).Distinct().Count() != 1) continue;
                    var cited = denials[0].Clause;
                    if (cited is null || !cited.ClauseId.StartsWith('x') || cited.Type == "classification") continue;
                    var without = document.DeepClone().AsObject();
                    var clauses = without["clauses"]!.AsArray();
                    clauses.Remove(clauses.Single(clause => (string)clause!["id"]! == cited.ClauseId));
                    var after = DecisionEngine.Decide(facts, channel, ClauseGens.Try(without)!, now);
                    Assert.True(after.Outcome < Outcome.Deny, $"{verdict} became {after}");
                    return;
                }
            },
            iter: Arrangements,
            threads: 1);

    private static Gen<(string Type, JsonObject Parameters)> Restriction { get; } =
        Gen.Frequency((3, ClauseGens.More), (1, DecisionPropertyTests.Restrictions));

    /// <summary>Whether one change hides at least what another hides.</summary>
    private static bool IsAsStrict(TransformOp op, TransformOp than) => op == than
        || (op is { Kind: TransformKind.RemoveProperty } && op.Argument == than.Argument)
        || (than.Kind == TransformKind.ReplaceCreator && op.Argument == "created_by_ref");

    internal static string Changes(Verdict verdict) => string.Join("; ", verdict.Transforms.Select(op => op.Kind switch
    {
        TransformKind.RemoveProperty => $"remove {op.Argument}",
        TransformKind.GeneraliseProperty => $"generalise {op.Argument} to {op.Detail}",
        TransformKind.TokeniseProperty => $"tokenise {op.Argument}",
        _ => $"creator {op.Argument}",
    }).Order(StringComparer.Ordinal));

    private static string Show(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, JsonObject document) =>
        $"{facts.ClassKey().ReplaceLineEndings("|")} in {channel} at {now:O} under {document.ToJsonString()}";
}
