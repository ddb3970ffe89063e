using Entente.Stix.Patterns;
using Xunit;

namespace Entente.Tests.Stix.Patterns;

public class PatternParserTests
{
    /// <summary>Pattern, then code and position of each finding. Positions are what an editor underlines.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "", "pattern-syntax@0" },
        { "file:name = 'x'", "pattern-brackets@0" },
        { "[file:name = 'x'", "pattern-syntax@16" },
        { "[file:name = 'x]", "pattern-string-open@13" },
        { "[file:name = 'a\\b']", "pattern-escape@15" },
        { "[file:name = x]", "pattern-syntax@13" },
        { "[file:name = null]", "pattern-syntax@13" },
        { "[file:na-me = 'x']", "pattern-syntax@6" },
        { "[file:name.IN = 'x']", "pattern-syntax@11" },
        { "[file:x[-] = 'x']", "pattern-character@8" },
        { "[file:x[1.5] = 'x']", "pattern-syntax@8" },
        { "[file:name LIKE 1]", "pattern-operand@16" },
        { "[file:name < true]", "pattern-operand@13" },
        { "[file:size = 007]", "pattern-leading-zero@13" },
        { "[file:size = h'123']", "pattern-hex@13" },
        { "[file:size = b'QQ']", "pattern-binary@13" },
        { "[file:size = b'QQ==\tQQ==']", "pattern-binary@13" },
        { "[file:size = t'2020-01-01T00:00:00']", "pattern-timestamp@13" },
        { "[file:size = t'2020-01-01T00:00:61Z']", "pattern-timestamp@13" },
        { "[file:size IN (1, 2]", "pattern-syntax@19" },
        { "[file:size IN 1]", "pattern-syntax@14" },
        { "[file:size = 1 /* open]", "pattern-comment-open@15" },
        { "[file:hashes.MD5 = 'abc']", "pattern-hash@19" },
        { "[a:b = 1] WITHIN 0 SECONDS", "pattern-number-range@17" },
        { "[a:b = 1] WITHIN -1 SECONDS", "pattern-number-range@17" },
        { "[a:b = 1] REPEATS 0 TIMES", "pattern-number-range@18" },
        { "[a:b = 1] REPEATS 1.5 TIMES", "pattern-syntax@18" },
        { "[a:b = 1] REPEATS 99999999999 TIMES", "pattern-repeats-range@18" },
        { "[a:b = 1] START t'2020-01-01T00:00:00Z'", "pattern-syntax@39" },
        { "[a:b = 1] START '2020-01-01T00:00:00Z' STOP t'2020-01-01T00:00:01Z'", "pattern-syntax@16" },
        { "[a:b = 1] AND", "pattern-syntax@13" },
        { "[a:b = 1] [a:b = 2]", "pattern-syntax@10" },
        { "[a:b = 1] and [a:b = 2]", "pattern-syntax@10" },
        { "[NOT a:b = 1]", "pattern-syntax@5" },
        { "([a:b = 1]", "pattern-syntax@10" },
        { "[a:b = 1])", "pattern-syntax@9" },
        { "[]", "pattern-syntax@1" },
        { "[a:b = \"x\"]", "pattern-character@7" },
        { "[a:b = 1 AND ]", "pattern-syntax@13" },
    };

    /// <summary>Several errors in one pattern are all reported.</summary>
    public static TheoryData<string, string> ManyFaults => new()
    {
        {
            "[a:b = ] AND [c:d = 'x' OR e-f:g-h = 2] WITHIN 5 HOURS",
            "pattern-syntax@7 pattern-syntax@31 pattern-syntax@49"
        },
        { "[(a:b = x OR c:d = h'1') AND e:f LIKE 5]", "pattern-syntax@8 pattern-hex@19 pattern-operand@38" },
        { "[a:b IN (1, h'1', x)]", "pattern-hex@12 pattern-syntax@18" },
        { "[a:b = 1] within 5 SECONDS AND [c:d = ]", "pattern-syntax@10 pattern-syntax@38" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    [MemberData(nameof(ManyFaults))]
    public void Errors_carry_code_and_position(string pattern, string expected)
    {
        var result = PatternParser.Parse(pattern);
        Assert.Null(result.Pattern);
        Assert.Equal(expected, string.Join(' ', result.Diagnostics.Select(d => $"{d.Code}@{d.Position}")));
    }

    [Theory]
    [InlineData("[a:b == 1 AND a:'d' <> 'x']")]
    [InlineData("[EXISTS a:b OR NOT EXISTS a:b[*].c]")]
    [InlineData("[a:b.c[+1][*].'d e' NOT IN (+1, -2.50, .5)]")]
    [InlineData("((([a:b = 'it\\'s \\\\ ' OR (a:b = h'AbcD')])) WITHIN 5.50 SECONDS)")]
    [InlineData("[a:b = b'QU\nJD' AND a:b != b'' AND a:b != h'']")]
    [InlineData("[a:b = t'2016-02-29T00:00:60.100Z'] REPEATS +3 TIMES FOLLOWEDBY [a:b != true]")]
    public void Printing_keeps_every_spelling(string pattern)
    {
        var result = PatternParser.Parse(pattern);
        Assert.All(result.Diagnostics, diagnostic => Assert.Equal("pattern-plus-sign", diagnostic.Code));
        Assert.Equal(pattern, PatternPrinter.Print(result.Pattern!));
    }

    [Theory]
    [InlineData("[a:'b' == +1]", "[a:b = 1]")]
    [InlineData("[a:b <> -0.50]", "[a:b != -0.5]")]
    [InlineData("[a:b IN (.5, -0, 1.000)]", "[a:b IN (0.5, 0, 1.0)]")]
    [InlineData("[a:'IN'.'x-y'[+2] = h'AB']", "[a:'IN'.'x-y'[2] = h'ab']")]
    [InlineData("[a:b = t'2020-01-01T00:00:00.1200Z']", "[a:b = t'2020-01-01T00:00:00.12Z']")]
    public void Canonical_printing_has_one_spelling(string pattern, string expected) =>
        Assert.Equal(expected, PatternPrinter.PrintCanonical(PatternParser.Parse(pattern).Pattern!));

    [Fact]
    public void Comments_and_odd_white_space_are_skipped()
    {
        var result = PatternParser.Parse("/* one */[a:b\u00A0= // two\n 1\u3000]// three");
        Assert.Equal("[a:b = 1]", PatternPrinter.Print(result.Pattern!));
    }

    [Fact]
    public void And_binds_tighter_than_or_and_or_tighter_than_followedby()
    {
        var root = PatternParser.Parse("[a:b=1] FOLLOWEDBY [a:b=2] OR [a:b=3] AND [a:b=4]").Pattern!.Root;
        var outer = Assert.IsType<ObservationCombination>(root);
        Assert.Equal(ObservationOperator.FollowedBy, outer.Operator);
        var middle = Assert.IsType<ObservationCombination>(outer.Operands[1]);
        Assert.Equal(ObservationOperator.Or, middle.Operator);
        Assert.Equal(ObservationOperator.And, Assert.IsType<ObservationCombination>(middle.Operands[1]).Operator);
    }

    [Fact]
    public void Exists_belongs_to_2_1_and_string_periods_to_2_0()
    {
        Assert.Null(PatternParser.Parse("[EXISTS a:b]", PatternVersion.V20).Pattern);
        var strings = "[a:b = 1] START '2020-01-01T00:00:00Z' STOP '2020-01-02T00:00:00Z'";
        Assert.NotNull(PatternParser.Parse(strings, PatternVersion.V20).Pattern);
        Assert.Null(PatternParser.Parse(strings).Pattern);
    }

    [Fact]
    public void A_day_on_no_calendar_and_a_mixed_set_are_warnings()
    {
        var result = PatternParser.Parse("[a:b = t'2023-02-29T00:00:00Z' OR a:b IN (1, 'x')]");
        Assert.NotNull(result.Pattern);
        Assert.Equal(["pattern-calendar", "pattern-set-mixed"], result.Diagnostics.Select(d => d.Code));
        Assert.All(result.Diagnostics, d => Assert.True(d.IsWarning));
    }

    [Theory]
    [InlineData("[a:b = 1 AND c:d = 2]", "pattern-and-types")]
    [InlineData("[(a:b = 1 OR c:d = 2) AND (c:d = 3 OR e:f = 1)]", null)]
    [InlineData("[(a:b = 1 OR c:d = 2) AND e:f = 1]", "pattern-and-types")]
    public void And_over_different_types_is_a_warning(string pattern, string? code)
    {
        var result = PatternParser.Parse(pattern);
        Assert.NotNull(result.Pattern);
        Assert.Equal(code, result.Diagnostics.SingleOrDefault()?.Code);
    }

    [Fact]
    public void Lines_and_columns_count_from_one()
    {
        var diagnostic = Assert.Single(PatternParser.Parse("[a:b = 1] AND\n  [c:d = ]").Diagnostics);
        Assert.Equal((2, 10), (diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void Hostile_nesting_and_length_are_refused_by_name()
    {
        var deep = new string('(', 100_000) + "[a:b=1]" + new string(')', 100_000);
        Assert.Equal("pattern-too-deep", Assert.Single(PatternParser.Parse(deep).Diagnostics).Code);
        var inner = "[" + new string('(', 100_000) + "a:b=1" + new string(')', 100_000) + "]";
        Assert.Contains("pattern-too-deep", PatternParser.Parse(inner).Diagnostics.Select(d => d.Code));
        var wide = string.Join(" AND ", Enumerable.Repeat("[a:b=1]", 15_000));
        Assert.NotNull(PatternParser.Parse(wide).Pattern);
        Assert.Equal("pattern-too-long", Assert.Single(PatternParser.Parse(new string('[', 300_000)).Diagnostics).Code);
    }

    [Fact]
    public void Atoms_and_kinds_are_listed()
    {
        var pattern = PatternParser.Parse("([b:x = 1 OR a:y NOT IN (1)] AND [b:z LIKE 'q']) WITHIN 2 SECONDS").Pattern!;
        Assert.Equal(["b:x", "a:y", "b:z"], PatternAtoms.Of(pattern).Select(atom => atom.Path.ToString()));
        Assert.True(PatternAtoms.Of(pattern)[1].Negated);
        Assert.Equal(["a", "b"], PatternKinds.Of(pattern));
    }
}
