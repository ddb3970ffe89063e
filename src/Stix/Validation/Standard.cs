using System.Collections.Frozen;
using Entente.Stix.Validation.Schema;
using Entente.Stix.Validation.Tables;

namespace Entente.Stix.Validation;

/// <summary>The tables of one version of the standard.</summary>
internal sealed class Standard(FrozenDictionary<string, Shape> shapes, bool isVersion20)
{
    public static Standard Version21 { get; } = new(
        ShapeText.Parse(
            CommonTables.Text,
            DomainObjectTables.Text,
            MetaObjectTables.Text,
            ObservableTables.Text,
            ObservableExtensionTables.Text),
        isVersion20: false);

    public static Standard Version20 { get; } = new(
        ShapeText.Parse(
            CommonTables.Text,
            Version20Tables.Common,
            DomainObjectTables.Text,
            MetaObjectTables.Text,
            ObservableTables.Text,
            ObservableExtensionTables.Text,
            Version20Tables.Text),
        isVersion20: true);

    /// <summary>Whether this is STIX 2.0, where cyber-observables stand inside observed data.</summary>
    public bool IsVersion20 => isVersion20;

    public IEnumerable<Shape> All => shapes.Values;

    public Shape this[string name] => shapes[name];

    /// <summary>The table of a type; null for one that the standard does not define.</summary>
    public Shape? Find(string type) =>
        StixTypes.KindOf(type) != ObjectKind.Custom && !(isVersion20 &&
            Version20Tables.IsNewIn21(type)) ? shapes.GetValueOrDefault(type) : null;
}
