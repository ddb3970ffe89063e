using System.Text.Json.Nodes;
using Entente.Agreements.Clauses;
using Entente.Agreements.Documents;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>All 28 clause types: read, shown with mode and strength, refused with every reason.</summary>
public sealed class ClauseReadTests
{
    /// <summary>The most that may be claimed (own node, beyond), and where each type acts, as the vocabulary says.</summary>
    public static TheoryData<string, string, string, string> Highest => new()
    {
        { "instrument", "REL REC", "P", "-" },
        { "validity", "REL TMR", "P", "-" },
        { "survival", "REL RCV", "P", "A" },
        { "parties", "REL", "P", "-" },
        { "arrangementApproval", "REL", "P", "-" },
        { "purpose", "REL RCV REC", "P", "A" },
        { "informationScope", "REL", "P", "-" },
        { "classification", "REL RCV", "P", "A" },
        { "marking", "REL RCV", "P", "A" },
        { "releasability", "REL", "P", "-" },
        { "onwardRelease", "RCV TMR", "P", "D" },
        { "originatorControl", "REL RCV", "P", "D" },
        { "permittedActions", "RCV REC", "P", "A" },
        { "access", "REL RCV", "P", "A" },
        { "contractors", "REL RCV REC", "P", "A" },
        { "sourceProtection", "REL", "P", "-" },
        { "minimisation", "REL", "P", "-" },
        { "transmission", "REL", "P", "-" },
        { "storage", "RCV REC", "D", "A" },
        { "accounting", "RCV TMR REC", "D", "D" },
        { "retention", "RCV TMR", "P", "D" },
        { "notification", "TMR", "D", "D" },
        { "compromise", "REL TMR", "P", "D" },
        { "reclassifyRecall", "REL RCV TMR", "P", "D" },
        { "requestForInformation", "TMR REC", "D", "D" },
        { "assurance", "TMR REC", "D", "A" },
        { "disputeSuspend", "REL REC", "P", "-" },
        { "generalTerms", "TMR REC", "D", "A" },
    };

    [Theory]
    [MemberData(nameof(Highest))]
    public void A_clause_acts_where_it_says_and_claims_no_more_than_it_may(
        string type, string modes, string own, string beyond)
    {
        var document = CoastAgreements.Read(CoastClauses.Full());
        var clause = document.Clauses.Single(clause => clause.Header.Type == type);
        Assert.Equal(modes, string.Join(' ', ClauseWords.Of(clause.Modes)));
        Assert.True(clause.OwnNode <= Level(own), $"{clause.OwnNode}");
        Assert.True(clause.Beyond <= Level(beyond), $"{clause.Beyond}");
    }

    [Fact]
    public void The_whole_vocabulary_activates_and_nothing_in_it_is_left_out()
    {
        var document = CoastClauses.Full();
        var compiled = CoastAgreements.Compiled(document, CoastAgreements.FrameworkSet());
        Assert.Equal(28, compiled.Document.Clauses.Select(clause => clause.Header.Type).Distinct().Count());
        Assert.Equal(28, Highest.Count);
    }

    [Fact]
    public void Every_parameter_is_needed_or_may_be_left_out_and_none_is_ignored()
    {
        foreach (var clause in CoastClauses.Full()["clauses"]!.AsArray())
        {
            var type = (string)clause!["type"]!;
            foreach (var (name, _) in clause["parameters"]!.AsObject().ToList())
            {
                var document = CoastClauses.Full();
                document.Parameters(type)[name] = new JsonObject { ["what"] = new JsonArray(1) };
                Assert.NotEmpty(Faults(document));
            }

            var more = CoastClauses.Full();
            more.Parameters(type)["what"] = 1;
            Assert.Contains(Faults(more), fault => fault.StartsWith("parameter-unknown", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void All_faults_of_all_clauses_are_reported_at_once()
    {
        var document = CoastClauses.Full();
        document.Parameters("survival")["period"] = "for ever";
        document.Parameters("contractors")["subTiers"] = 99;
        document.Parameters("retention").Remove("method");
        document.Parameters("notification")["stages"]!.AsArray()[1]!.AsObject().Remove("hard");
        document.Parameters("generalTerms")["legalStatus"] = "perhaps";
        Assert.Equal(
            [
                "parameter-missing /clauses/20/parameters/method",
                "parameter-missing /clauses/21/parameters/stages/1/due",
                "parameter-type /clauses/14/parameters/subTiers",
                "parameter-value /clauses/27/parameters/legalStatus",
                "parameter-value /clauses/8/parameters/period",
            ],
            Faults(document));
    }

    private static List<string> Faults(JsonObject document)
    {
        AgreementDocument.Read(document.Bytes(), out var diagnostics);
        return [.. diagnostics.Select(fault => $"{fault.Code} {fault.Pointer}").Order(StringComparer.Ordinal)];
    }

    private static Strength Level(string letter) => letter switch
    {
        "P" => Strength.Prevented,
        "D" => Strength.Detected,
        "A" => Strength.Attested,
        _ => Strength.None,
    };
}
