using Entente.Stix;
using Entente.Stix.Validation;
using Entente.Stix.Validation.Schema;
using Entente.Stix.Validation.Tables;
using Xunit;

namespace Entente.Tests.Stix.Validation;

/// <summary>The tables are text, so what they name is checked here and not by the compiler.</summary>
public sealed class TableTests
{
    // Formats of keys, and of nothing else, have no row of their own.
    private static readonly string[] KeyFormats = ["pdf-information", "socket-option"];

    [Fact]
    public void Every_type_of_the_standard_has_a_table()
    {
        foreach (var type in StixTypes.All)
        {
            Assert.NotNull(Standard.Version21.Find(type));
            if (!Version20Tables.IsNewIn21(type)) Assert.NotNull(Standard.Version20.Find(type));
        }
    }

    [Fact]
    public void Every_name_that_a_table_mentions_exists()
    {
        foreach (var standard in new[] { Standard.Version21, Standard.Version20 })
        {
            foreach (var shape in standard.All)
            {
                foreach (var rule in shape.Properties.Values) Check(standard, shape, rule.Type);
                foreach (var name in shape.Rules.SelectMany(rule => rule.Names))
                {
                    Assert.True(shape.Properties.ContainsKey(name), $"{shape.Name} has no `{name}`");
                }
            }
        }
    }

    [Fact]
    public void Names_say_what_their_values_are()
    {
        foreach (var shape in Standard.Version21.All)
        {
            foreach (var rule in shape.Properties.Values)
            {
                var isList = rule.Type.Kind == ValueKind.List;
                var inner = isList ? rule.Type.Item! : rule.Type;
                if (rule.Name.EndsWith("_refs", StringComparison.Ordinal)) Assert.True(isList, rule.Name);
                if (rule.Name.EndsWith("_ref", StringComparison.Ordinal)) Assert.False(isList, rule.Name);
                if (rule.Name.EndsWith("_ref", StringComparison.Ordinal) || rule.Name.EndsWith("_refs", StringComparison.Ordinal))
                {
                    Assert.Equal(ValueKind.Identifier, inner.Kind);
                }

                if (rule.Name.EndsWith("_hex", StringComparison.Ordinal)) Assert.Equal(ValueKind.Hex, inner.Kind);
                if (rule.Name.EndsWith("_bin", StringComparison.Ordinal)) Assert.Equal(ValueKind.Binary, inner.Kind);
            }
        }
    }

    [Fact]
    public void References_that_are_required_are_so_in_both_places()
    {
        foreach (var shape in StixTypes.All.Select(type => Standard.Version21[type]))
        {
            foreach (var rule in shape.Properties.Values.Where(rule => rule.IsRequired && rule.Name.Contains("_ref")))
            {
                Assert.True(ReferenceRules.IsRequired(shape.Name, rule.Name), $"{shape.Name} {rule.Name}");
            }
        }
    }

    private static void Check(Standard standard, Shape shape, DataType type)
    {
        switch (type.Kind)
        {
            case ValueKind.List or ValueKind.Dictionary:
                Check(standard, shape, type.Item!);
                break;
            case ValueKind.Object:
                Assert.NotNull(standard[type.Name]);
                break;
            case ValueKind.OpenVocabulary or ValueKind.Enumeration:
                Assert.NotEmpty(Vocabularies.List(type.Name));
                break;
            case ValueKind.Format:
                Assert.True(KeyFormats.Contains(type.Name) || Formats.Find(type.Name) is not null, type.Name);
                break;
            case ValueKind.Identifier:
                Assert.All(type.Targets, target => Assert.True(
                    target is "sdo" or "sco" or "sro" or "custom" || StixTypes.KindOf(target) != ObjectKind.Custom,
                    $"{shape.Name}: {target}"));
                break;
        }
    }
}
