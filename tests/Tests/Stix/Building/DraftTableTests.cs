using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Entente.Stix;
using Entente.Stix.Building;
using Entente.Stix.Validation;
using Entente.Stix.Validation.Schema;
using Entente.Stix.Validation.Tables;
using Xunit;

namespace Entente.Tests.Stix.Building;

/// <summary>Holds the drafts and the tables of the standard together, property by property.</summary>
public sealed class DraftTableTests
{
    /// <summary>Required properties that a draft knows by itself.</summary>
    private static readonly string[] Known = ["type", "spec_version", "id", "modified"];

    /// <summary>Members that are no property: how the id is given, and what is not the standard's.</summary>
    private static readonly string[] Extra = ["Uuid", "Custom"];

    public static TheoryData<string> Tables => [.. DraftTypes.Tables.Select(shape => shape.Name)];

    [Fact]
    public void Every_table_has_a_draft_or_part_and_every_such_has_a_table() => Assert.Equal(
        DraftTypes.Tables.Select(shape => DraftTypes.ClassOf(shape.Name)).Order(),
        DraftTypes.All.Select(type => type.Name).Order());

    [Fact]
    public void Every_draft_says_the_type_of_its_table() => Assert.All(DraftTypes.ObjectTables, shape =>
    {
        var draft = (StixDraft)Activator.CreateInstance(DraftTypes.TypeOf(shape.Name))!;
        Assert.Equal(shape.Name, draft.Type);
    });

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_property_has_a_member_of_its_shape(string table)
    {
        var type = DraftTypes.TypeOf(table);
        foreach (var rule in Standard.Version21[table].Properties.Values.Where(rule => rule.Name != "spec_version"))
        {
            var member = DraftTypes.MemberOf(type, rule.Name);
            Assert.True(member is not null, $"{type.Name} has no member for `{rule.Name}`");
            var optional = !rule.IsRequired || rule.Name == "modified";
            var expected = DraftTypes.ClrOf(rule.Type);
            var isList = rule.Type.Kind is ValueKind.List or ValueKind.Extensions;
            if (optional && expected.IsValueType && !isList) expected = typeof(Nullable<>).MakeGenericType(expected);
            Assert.True(expected == member.PropertyType, $"{type.Name}.{member.Name} is a {member.PropertyType}");
            if (type == typeof(GranularMarking)) continue;
            var isRequired = member.IsDefined(typeof(RequiredMemberAttribute));
            Assert.True(
                isRequired == (rule.IsRequired && !Known.Contains(rule.Name)), $"{type.Name}.{member.Name}: required");
            if (expected.IsValueType || rule.Name is "id" or "created_by_ref") continue;
            var nullability = new NullabilityInfoContext().Create(member).ReadState;
            Assert.Equal(optional ? NullabilityState.Nullable : NullabilityState.NotNull, nullability);
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_member_is_a_property_of_the_standard(string table)
    {
        var properties = Standard.Version21[table].Properties.Keys.Select(DraftTypes.Pascal)
            .Concat(DraftTypes.ExtensionsOf(table).Select(shape => DraftTypes.ExtensionMember(shape.Name))).ToHashSet();
        var members = DraftTypes.TypeOf(table).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(member => member.Name);
        Assert.Empty(members.Except(properties).Except(Extra));
    }

    [Fact]
    public void Every_extension_of_the_standard_is_a_member_of_its_owner()
    {
        var extensions = DraftTypes.Tables.Select(shape => shape.Name)
            .Where(name => ObservableExtensionTables.OwnerOf(name) is not null).ToList();
        Assert.Equal(12, extensions.Count);
        foreach (var extension in extensions)
        {
            var owner = DraftTypes.TypeOf(ObservableExtensionTables.OwnerOf(extension)!);
            var member = owner.GetProperty(DraftTypes.ExtensionMember(extension));
            Assert.Equal(DraftTypes.TypeOf(extension), member?.PropertyType);
        }
    }

    [Fact]
    public void Every_vocabulary_of_the_tables_has_its_constants()
    {
        var names = DraftTypes.Tables.SelectMany(shape => shape.Properties.Values)
            .Select(rule => rule.Type.Item ?? rule.Type).Where(type => type.Kind == ValueKind.OpenVocabulary)
            .Select(type => type.Name).Append("hash-algorithm-ov").Distinct().ToList();
        Assert.True(names.Count >= 20);
        foreach (var name in names)
        {
            var singular = DraftTypes.Pascal(name[..^"-ov".Length]);
            string[] plurals = [singular, $"{singular}s", $"{singular}es", $"{singular[..^1]}ies"];
            var type = typeof(StixDraft).Assembly.GetExportedTypes().Single(type =>
                type.Namespace == typeof(StixDraft).Namespace && plurals.Contains(type.Name));
            Assert.Equal(Vocabularies.ValuesOf(name).Order(), Constants(type).Order());
        }
    }

    [Fact]
    public void Every_word_of_an_enumeration_is_a_value_of_its_type()
    {
        var types = DraftTypes.Tables.SelectMany(shape => shape.Properties.Values)
            .Select(rule => rule.Type.Item ?? rule.Type).Where(type => type.Kind == ValueKind.Enumeration)
            .DistinctBy(type => type.Name).ToList();
        Assert.Equal(10, types.Count);
        foreach (var type in types)
        {
            var words = typeof(EnumWords<>).MakeGenericType(DraftTypes.ClrOf(type)).GetMethod("Of")!;
            var written = Enum.GetValues(DraftTypes.ClrOf(type)).Cast<object>()
                .Select(value => (string)words.Invoke(null, [value, type.Name])!);
            Assert.Equal(Vocabularies.ValuesOf(type.Name).Order(), written.Order());
        }
    }

    [Fact]
    public void Every_relation_of_the_summary_has_its_constant()
    {
        var verbs = RelationshipText.Text.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
            .Concat(["related-to", "derived-from", "duplicate-of"]).Distinct();
        Assert.Equal(verbs.Order(), Constants(typeof(RelationshipTypes)).Order());
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}
