using System.Collections.Frozen;

namespace Entente.Stix.Building;

/// <summary>The marking-definitions of TLP 2.0, which are the same objects for everybody.</summary>
public static class StandardMarkings
{
    private const string Tlp2Extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    private static readonly FrozenDictionary<Tlp, StixObject> ByLevel =
        Enum.GetValues<Tlp>().ToFrozenDictionary(level => level, Make);

    /// <summary>The object of a level, to stand in a bundle beside what refers to it.</summary>
    /// <remarks>To mark an object, <see cref="KnownMarkings.IdOf(Tlp)"/> is enough.</remarks>
    public static StixObject ObjectOf(Tlp level) => ByLevel[level];

    private static StixObject Make(Tlp level)
    {
        var created = new DateTimeOffset(2022, 10, 1, 0, 0, 0, TimeSpan.Zero);
        var label = KnownMarkings.LabelOf(level);
        var draft = new MarkingDefinitionDraft
        {
            Uuid = Guid.ParseExact(KnownMarkings.IdOf(level)[^36..], "D"),
            Created = StixTimestamp.FromInstant(created),
            Name = label,
            Extensions =
            [
                new ObjectExtension
                {
                    DefinitionId = Tlp2Extension,
                    ExtensionType = ExtensionType.PropertyExtension,
                    Properties = new() { ["tlp_2_0"] = label["TLP:".Length..].ToLowerInvariant() },
                },
            ],
        };
        return draft.Build().Object ?? throw new InvalidOperationException($"`{label}` cannot be built");
    }
}
