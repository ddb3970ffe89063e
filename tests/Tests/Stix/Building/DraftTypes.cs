using System.Collections.Immutable;
using System.Reflection;
using Entente.Stix;
using Entente.Stix.Building;
using Entente.Stix.Validation;
using Entente.Stix.Validation.Schema;
using Entente.Stix.Validation.Tables;

namespace Entente.Tests.Stix.Building;

/// <summary>Which draft or part belongs to which table, and which member to which property: by name alone.</summary>
internal static class DraftTypes
{
    /// <summary>Groups of properties, and what is written by other means than a draft.</summary>
    private static readonly string[] NoDrafts =
        ["common-core", "common-domain", "common-observable", "extension", "bundle"];

    /// <summary>What has no table, because the standard leaves it to others.</summary>
    private static readonly Type[] NoTables =
        [typeof(CustomObjectDraft), typeof(CustomObservableDraft), typeof(ObjectExtension)];

    public static IEnumerable<Type> All => typeof(StixDraft).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(StixDraft)) || type.IsSubclassOf(typeof(StixPart)))
        .Where(type => !type.IsAbstract)
        .Append(typeof(GranularMarking)).Except(NoTables);

    public static IEnumerable<Shape> Tables =>
        Standard.Version21.All.Where(shape => !NoDrafts.Contains(shape.Name)).OrderBy(shape => shape.Name);

    /// <summary>The tables of whole objects.</summary>
    public static ImmutableArray<Shape> ObjectTables { get; } =
        [.. StixTypes.All.Order(StringComparer.Ordinal).Select(type => Standard.Version21[type])];

    public static string ClassOf(string table)
    {
        if (StixTypes.KindOf(table) != ObjectKind.Custom) return $"{Pascal(table)}Draft";
        return table.EndsWith("-ext", StringComparison.Ordinal) ? $"{Pascal(table[..^4])}Extension" : Pascal(table);
    }

    public static Type TypeOf(string table) => All.Single(type => type.Name == ClassOf(table));

    public static PropertyInfo? MemberOf(Type type, string property) => type.GetProperty(Pascal(property));

    public static string Pascal(string name) =>
        string.Concat(name.Split('-', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The type that a member must have for what the table says of its property.</summary>
    public static Type ClrOf(DataType type) => type.Kind switch
    {
        ValueKind.Boolean => typeof(bool),
        ValueKind.Integer => typeof(long),
        ValueKind.Float => typeof(double),
        ValueKind.Timestamp => typeof(StixTimestamp),
        ValueKind.Binary => typeof(ReadOnlyMemory<byte>),
        ValueKind.Hashes => typeof(OrderedDictionary<string, string>),
        ValueKind.List => typeof(ImmutableArray<>).MakeGenericType(ClrOf(type.Item!)),
        ValueKind.Object => TypeOf(type.Name),
        ValueKind.Enumeration => typeof(StixDraft).Assembly.GetType(
            $"Entente.Stix.Building.{Pascal(type.Name[..^"-enum".Length])}", throwOnError: true)!,
        ValueKind.Extensions => typeof(ImmutableArray<ObjectExtension>),
        ValueKind.Dictionary when type.Item!.Kind == ValueKind.String => typeof(OrderedDictionary<string, string>),
        ValueKind.Dictionary when type.Item!.Kind == ValueKind.Dictionary =>
            typeof(OrderedDictionary<string, OrderedDictionary<string, StixValue>>),
        ValueKind.Dictionary => typeof(OrderedDictionary<string, StixValue>),
        _ => typeof(string),
    };

    /// <summary>The tables of the extensions that belong to a type.</summary>
    public static IEnumerable<Shape> ExtensionsOf(string type) =>
        Tables.Where(shape => ObservableExtensionTables.OwnerOf(shape.Name) == type);

    /// <summary>The member of an extension of the standard on the type that it belongs to.</summary>
    public static string ExtensionMember(string extension) => Pascal(extension[..^"-ext".Length]);
}
