using System.Text.Json.Nodes;
using CsCheck;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>What holds of every decision, whatever agreement and object.</summary>
public sealed class DecisionPropertyTests
{
    private static readonly AgreementSet Plain = CoastAgreements.Set();

    private static readonly Gen<MarkingFact> Mark = Gen.OneOf(
        Gen.Int[0, 4].Select(level => DecisionTableTests.Level((Tlp)level)),
        Gen.Int[0, 3].Select(level => DecisionTableTests.Level((Pap)level)),
        Gen.Const(new MarkingFact("marking-definition--s", MarkingFactKind.Statement)),
        Gen.Const(new MarkingFact("marking-definition--u", MarkingFactKind.Unknown)),
        Gen.Const(new MarkingFact("m", MarkingFactKind.Agreement, AgreementId: CoastAgreements.ArrangementId)),
        Gen.Const(new MarkingFact("n", MarkingFactKind.Agreement, AgreementId: "urn:entente:agreement:other")));

    private static readonly Gen<string?> Identity = Any<string?>(
        null, CoastAgreements.Vendor, "identity--99999999-9999-4999-8999-999999999999",
        CoastAgreements.IdentityOf(CoastAgreements.Blue), CoastAgreements.IdentityOf(CoastAgreements.Sand));

    internal static readonly Gen<ReleaseFacts> Facts = Gen.Select(
        Any("indicator", "malware", "identity", "marking-definition", "threat-actor", "x-mitre-tactic", ""),
        Mark.Array[0, 3],
        Any("x_mitre_a", "x_harbour", "archive-ext", "pdf-ext", "extension-definition--1").Array[0, 2],
        Identity,
        Gen.Frequency((6, Gen.Const((string?)null)), (1, Any<string?>(CoastAgreements.Green, CoastAgreements.Sand))),
        Gen.Bool,
        Gen.Frequency((9, Gen.Const("live")), (1, Any("exercise", "", "nowhere"))),
        (type, marks, extensions, creator, origin, references, realm) => new ReleaseFacts
        {
            Type = type,
            Realm = realm,
            Markings = [.. marks.DistinctBy(mark => mark.Id).OrderBy(mark => mark.Id, StringComparer.Ordinal)],
            Extensions = [.. extensions.Distinct().Order(StringComparer.Ordinal)],
            CreatorId = creator,
            OriginParty = origin,
            OriginAgreementId = origin is null ? null : CoastAgreements.ArrangementId,
            HasExternalReferences = references,
            StandardDefinition = type == "marking-definition" && references,
        });

    /// <summary>Clauses that only restrict, as they can be added to an arrangement that covers every channel.</summary>
    internal static readonly Gen<(string Type, JsonObject Parameters)> Restrictions = Gen.OneOf(
        Any("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:RED")
            .Select(ceiling => ("marking", CoastAgreements.Marking(ceiling))),
        Any("PAP:CLEAR", "PAP:AMBER").Select(ceiling => ("marking", CoastAgreements.Marking("TLP:RED", ceiling))),
        Gen.Select(Any("AA", "BB", "CC").Array[0, 2], Any("include", "exclude"), (countries, mode) => (
            "releasability", CoastAgreements.Releasability(mode, [.. countries.Distinct()], CoastAgreements.Parties))),
        Any("indicator", "malware", "identity").Array[0, 3].Select(types => ("informationScope", Scope(types))),
        Gen.Select(
            Any("must", "mustNot", "may"), Any("releasingParty", "omit"), Gen.Bool,
            (attribution, replacement, strip) =>
                ("sourceProtection", CoastAgreements.Source(attribution, replacement, strip))),
        Any("networkDefence", "exercise").Array[0, 2].Select(allowed => ("purpose", Purpose(allowed))),
        Gen.Const(("onwardRelease", CoastAgreements.Onward())));

    [Fact]
    public void Deciding_never_fails_and_always_gives_reasons() => Facts.Sample(
        facts =>
        {
            var verdict = DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, Plain, CoastAgreements.Now);
            Assert.NotEmpty(verdict.Reasons);
            Assert.Equal(verdict.Outcome, verdict.Reasons.Max(reason => reason.Outcome));
            Assert.Equal(
                verdict.ToString(),
                DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, Plain, CoastAgreements.Now).ToString());
        },
        iter: 5_000,
        threads: 1);

    [Fact]
    public void Nonsense_of_every_kind_denies()
    {
        var facts = Marked(Tlp.Green);
        ReleaseFacts[] broken =
            [null!, facts with { Type = null! }, facts with { Realm = null! }, facts with { Extensions = default },
             facts with { Markings = [null!] }];
        foreach (var some in broken)
        {
            Assert.Equal(
                Outcome.Deny,
                DecisionEngine.Decide(some, CoastAgreements.BlueToGreen, Plain, CoastAgreements.Now).Outcome);
        }

        Assert.Equal(Outcome.Deny, DecisionEngine.Decide(facts, null!, Plain, CoastAgreements.Now).Outcome);
        Assert.Equal(
            Outcome.Deny,
            DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, null!, CoastAgreements.Now).Outcome);
        Assert.Equal(
            Outcome.Deny,
            DecisionEngine.Decide(
                facts, new ChannelTerms(null!, null!, null!, null!), Plain, CoastAgreements.Now).Outcome);
    }

    [Fact]
    public void A_restriction_more_never_releases_more() => Gen.Select(
        Facts, Restrictions.Array[0, 2], Restrictions).Sample(
        (facts, some, more) =>
        {
            var (without, with) = (Try(some), Try([.. some, more]));
            if (without is null || with is null) return;
            var before = DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, without, CoastAgreements.Now);
            var after = DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, with, CoastAgreements.Now);
            Assert.True(after.Outcome >= before.Outcome, $"{before.Outcome} became {after.Outcome}");
            if (after.Outcome == Outcome.Deny) return;
            foreach (var operation in before.Transforms)
            {
                // Removing the creator is stricter than replacing it, so it may stand in its place.
                Assert.Contains(after.Transforms, other => other == operation
                    || (operation.Kind == TransformKind.ReplaceCreator && other.Argument == "created_by_ref"));
            }
        },
        iter: 150,
        threads: 1);

    [Fact]
    public void The_order_of_clauses_and_markings_changes_nothing() =>
        Gen.Select(Facts, Restrictions.Array[0, 3], Gen.Shuffle(Enumerable.Range(0, 11).ToArray())).Sample(
            (facts, more, order) =>
            {
                var document = Document(more);
                var shuffled = Document(more);
                var clauses = shuffled["clauses"]!.AsArray().Select(clause => clause!.DeepClone()).ToList();
                shuffled["clauses"] = new JsonArray([.. clauses
                    .Select((clause, i) => (clause, At: Array.IndexOf(order, i)))
                    .OrderBy(pair => pair.At).Select(pair => pair.clause)]);
                if (Try(document) is not { } set || Try(shuffled) is not { } other) return;
                var turned = facts with { Markings = [.. facts.Markings.Reverse()] };
                Assert.Equal(
                    DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, set, CoastAgreements.Now).ToString(),
                    DecisionEngine.Decide(turned, CoastAgreements.BlueToGreen, other, CoastAgreements.Now).ToString());
            },
            iter: 150,
            threads: 1);

    [Fact]
    public void A_clause_said_twice_changes_no_outcome() => Gen.Select(Facts, Restrictions).Sample(
        (facts, clause) =>
        {
            if (Try([clause]) is not { } once || Try([clause, clause]) is not { } twice) return;
            Assert.Equal(
                DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, once, CoastAgreements.Now).Outcome,
                DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, twice, CoastAgreements.Now).Outcome);
        },
        iter: 100,
        threads: 1);

    [Fact]
    public void Every_level_under_every_ceiling_is_decided_as_the_rules_read()
    {
        foreach (var tlpCeiling in ReferenceEvaluator.AllTlp.Append(null))
        {
            foreach (var papCeiling in ReferenceEvaluator.AllPap.Append(null))
            {
                foreach (var isMember in new[] { true, false })
                {
                    CheckLevels(tlpCeiling, papCeiling, isMember);
                }
            }
        }
    }

    [Theory]
    [InlineData("2025-12-31T23:59:59.999Z", false)]
    [InlineData("2026-01-01T00:00:00Z", true)]
    [InlineData("2026-05-31T23:59:59Z", true)]
    [InlineData("2026-06-01T00:00:00Z", false)]
    [InlineData("2026-06-30T23:59:59Z", false)]
    [InlineData("2026-07-01T00:00:00Z", true)]
    [InlineData("2028-12-31T23:59:59Z", true)]
    [InlineData("2029-01-01T00:00:00Z", false)]
    [InlineData("2030-06-01T00:00:00Z", false)]
    [InlineData("2031-01-01T00:00:00Z", false)]
    public void Nothing_leaves_outside_its_time(string at, bool leaves)
    {
        var document = CoastAgreements.Arrangement();
        document.Parameters("validity")["suspended"] = new JsonArray(
            new JsonObject { ["from"] = "2026-06-01T00:00:00Z", ["until"] = "2026-07-01T00:00:00Z" },
            new JsonObject { ["from"] = "2030-01-01T00:00:00Z", ["until"] = null });
        document.Parameters("validity")["terminatedOn"] = "2029-01-01T00:00:00Z";
        var facts = Marked(Tlp.Clear);
        var now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var verdict = DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, CoastAgreements.Set(document), now);
        Assert.Equal(leaves, verdict.Outcome == Outcome.Permit);
    }

    [Fact]
    public void Deciding_is_cheap()
    {
        // No benchmark, only a net: an order of magnitude above what it takes.
        var facts = Marked(Tlp.Green);
        const int Rounds = 20_000;
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            for (var i = 0; i < Rounds; i++)
            {
                DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, Plain, CoastAgreements.Now);
            }

            if (watch.Elapsed < best) best = watch.Elapsed;
        }

        var micros = best.TotalMicroseconds / Rounds;
        TestContext.Current.TestOutputHelper?.WriteLine($"{micros:F2} microseconds a decision");
        Assert.True(micros < 60, $"{micros:F2} microseconds a decision");
    }

    private static ReleaseFacts Marked(Tlp level) =>
        new() { Type = "indicator", Realm = "live", Markings = [DecisionTableTests.Level(level)] };

    internal static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void CheckLevels(string? tlpCeiling, string? papCeiling, bool isMember)
    {
        var document = CoastAgreements.Arrangement();
        var marking = document.Parameters("marking");
        var ceiling = new JsonObject();
        if (tlpCeiling is not null) ceiling["tlp"] = tlpCeiling;
        if (papCeiling is not null) ceiling["pap"] = papCeiling;
        marking["ceiling"] = ceiling;
        marking["floor"] = new JsonObject { ["tlp"] = "TLP:CLEAR" };
        var schemes = new JsonArray();
        if (tlpCeiling is not null) schemes.Add("tlp");
        if (papCeiling is not null) schemes.Add("pap");
        marking["schemes"] = schemes;
        if (!isMember) document.PartyOf(CoastAgreements.Blue)["community"] = new JsonArray(CoastAgreements.Blue);
        var set = CoastAgreements.Set(document);
        foreach (var tlp in ReferenceEvaluator.AllTlp.Append(null))
        {
            foreach (var pap in ReferenceEvaluator.AllPap.Append(null))
            {
                string[] labels = [.. new[] { tlp, pap }.OfType<string>()];
                var facts = new ReleaseFacts
                {
                    Type = "indicator",
                    Realm = "live",
                    Markings = [.. labels.Select(label => MarkingFact.OfKnown(ReferenceEvaluator.IdOf(label)))],
                };
                var verdict = DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, set, CoastAgreements.Now);
                var expected = ReferenceEvaluator.MayLeave(labels, tlpCeiling, papCeiling, isMember);
                Assert.True(
                    expected == (verdict.Outcome == Outcome.Permit),
                    $"{string.Join('+', labels)} under {tlpCeiling} and {papCeiling}, member {isMember}: {verdict}");
            }
        }
    }

    private static JsonObject Document(IEnumerable<(string Type, JsonObject Parameters)> more)
    {
        var document = CoastAgreements.Arrangement();
        foreach (var (type, parameters) in more) document.Plus(type, parameters.DeepClone().AsObject());
        return document;
    }

    private static AgreementSet? Try(IEnumerable<(string Type, JsonObject Parameters)> more) => Try(Document(more));

    /// <summary>The set with the arrangement; null where clauses contradict, so that it does not activate.</summary>
    private static AgreementSet? Try(JsonObject document)
    {
        var framework = Plain.Without(CoastAgreements.ArrangementId);
        return CoastAgreements.Compile(document, framework, out _) is { } compiled ? framework.With(compiled) : null;
    }

    private static JsonObject Scope(string[] types)
    {
        var scope = CoastAgreements.Scope();
        scope["types"] = new JsonArray([.. types.Distinct().Select(type => JsonValue.Create(type))]);
        return scope;
    }

    private static JsonObject Purpose(string[] allowed)
    {
        var purpose = CoastAgreements.Purpose();
        purpose["allowed"] = new JsonArray([.. allowed.Distinct().Select(word => JsonValue.Create(word))]);
        return purpose;
    }
}
