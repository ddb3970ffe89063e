using System.Text;
using Entente.Stix;
using Entente.Stix.Building;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Building;

/// <summary>A draft that breaks a MUST builds nothing and says everything that is wrong.</summary>
public sealed class DraftRefusalTests
{
    private static readonly StixTimestamp Noon =
        StixTimestamp.FromInstant(new DateTimeOffset(2026, 5, 12, 12, 0, 0, TimeSpan.Zero));

    private static readonly IdentityDraft Identity = new() { Uuid = Id(1), Created = Noon, Name = "Acme" };
    private static readonly FileDraft File = new() { Name = "a.txt" };

    private static readonly Dictionary<string, (StixDraft Draft, string[] Found)> Cases = new()
    {
        ["null where a value is required"] = (Identity with { Name = null! }, ["property-missing "]),
        ["a UUID without a version"] = (Identity with { Uuid = Guid.Empty }, ["id-form /id", "reference-form /id"]),
        ["modified before created"] = (
            Identity with { Modified = Add(-1) }, ["modified-before-created /modified"]),
        ["half a character"] = (Identity with { Name = "a\uD83D" }, ["text-surrogate /name"]),
        ["half a character in a list"] = (Identity with { Labels = ["a", "\uDEE1"] }, ["text-surrogate /labels/1"]),
        ["null in a list"] = (Identity with { Labels = ["a", null!] }, ["property-type /labels/1"]),
        ["a selector that finds nothing"] = (
            Identity with { GranularMarkings = [new(null, "vi", ["description"])] },
            ["selector-dangling /granular_markings/0/selectors/0"]),
        ["a marking that is none"] = (
            Identity with { ObjectMarkingRefs = [Identity.Id] }, ["reference-type /object_marking_refs/0"]),
        ["a confidence over 100"] = (
            Identity with { Confidence = 101 }, ["property-type /confidence"]),
        ["a standard property as a custom one"] = (
            Identity with { Custom = new() { ["sectors"] = "a" } }, ["custom-standard /sectors"]),
        ["a property in both places"] = (
            Identity with { Custom = new() { ["name"] = "b" } }, ["custom-standard /name"]),
        ["a custom name that is none"] = (Identity with { Custom = new() { ["X!"] = 1 } }, ["property-name /X!"]),
        ["a number that JSON has not"] = (
            Identity with { Custom = new() { ["x_a_b"] = StixValue.List(1, double.NaN) } },
            ["number-finite /x_a_b/1"]),
        ["a number beyond the integers"] = (
            Identity with { Custom = new() { ["x_a_b"] = long.MaxValue } }, ["number-range /x_a_b"]),
        ["an extension key that is none"] = (
            Identity with { Extensions = [new() { DefinitionId = "a" }] }, ["extension-key /extensions/a"]),
        ["an enumeration value that is none"] = (
            new OpinionDraft { Uuid = Id(2), Created = Noon, Opinion = (Opinion)9, ObjectRefs = [Identity.Id] },
            ["opinion-enum /opinion"]),
        ["a required list that is empty"] = (
            new NoteDraft { Uuid = Id(2), Created = Noon, Content = "a", ObjectRefs = [] }, ["property-missing "]),
        ["a pattern that is none"] = (
            new IndicatorDraft
            {
                Uuid = Id(2), Created = Noon, Pattern = "[a", PatternType = PatternTypes.Stix, ValidFrom = Noon,
            },
            ["pattern-syntax /pattern"]),
        ["nothing to make an id from"] = (new ProcessDraft { Pid = 4 }, ["id-missing "]),
        ["no identifying property"] = (new FileDraft { Size = 4 }, ["id-missing ", "property-combination "]),
        ["a bad hash"] = (
            File with { Hashes = new() { [HashAlgorithms.Md5] = "a" } }, ["hash-form /hashes/MD5"]),
        ["a part that says nothing"] = (
            new WindowsRegistryKeyDraft { Key = "hkey", Values = [new WindowsRegistryValue()] },
            ["property-combination /values/0"]),
        ["an extension that says nothing"] = (
            File with { Pdf = new PdfExtension() }, ["property-combination /extensions/pdf-ext"]),
        ["several things at once"] = (
            File with { Name = "\uD83D", Size = -1, MagicNumberHex = "x", ContentRef = Identity.Id },
            [
                "text-surrogate /name", "number-range /size", "hex-form /magic_number_hex",
                "reference-type /content_ref",
            ]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reason_is_given_at_once(string name)
    {
        var (draft, found) = Cases[name];
        var result = draft.Build();
        Assert.False(result.IsBuilt);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal(found, errors.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Pointer}"));
    }

    [Fact]
    public void What_the_standard_only_advises_is_a_warning()
    {
        var result = (Identity with { IdentityClass = "robot", Custom = new() { ["x_acme_rank"] = 1 } }).Build();
        Assert.True(result.IsBuilt);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Pointer == "/identity_class");
        Assert.All(result.Diagnostics, diagnostic => Assert.Equal(Severity.Warning, diagnostic.Severity));
    }

    [Fact]
    public void Options_can_refuse_more_but_not_another_version()
    {
        var draft = Identity with { Custom = new() { ["x_acme_rank"] = 1 } };
        Assert.True(draft.Build(new ValidationOptions { SpecVersion = "2.0" }).IsBuilt);
        Assert.False(draft.Build(new ValidationOptions { RefuseCustomProperties = true }).IsBuilt);
        Assert.False(draft.Build(new ValidationOptions { Limits = new StixLimits { ObjectBytesMax = 99 } }).IsBuilt);
    }

    [Fact]
    public void Times_of_versions_are_cut_to_the_millisecond()
    {
        var draft = Identity with { Created = Add(1.23456), Modified = Add(2.99999) };
        var built = draft.Build().Object!;
        Assert.Equal("2026-05-12T12:00:00.001Z", built.Created.ToString());
        Assert.Equal("2026-05-12T12:00:00.002Z", built.Modified.ToString());
        Assert.Equal(built.Modified, draft.Modified);
    }

    [Theory]
    [InlineData("{\"a\":1}", true)]
    [InlineData(" [1.0, null] ", true)]
    [InlineData("", false)]
    [InlineData("1,2", false)]
    [InlineData("1 2", false)]
    [InlineData("{\"a\":1,\"a\":2}", false)]
    [InlineData("\"\\ud800\"", false)]
    [InlineData("{", false)]
    public void Values_from_elsewhere_are_one_sound_JSON_value(string json, bool good) =>
        Assert.Equal(good, StixValue.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Custom_types_and_observables_are_built_too()
    {
        ObjectExtension declared = new()
        {
            DefinitionId = StixId.Format("extension-definition", Id(7)), ExtensionType = ExtensionType.NewSdo,
        };
        var thing = new CustomObjectDraft
        {
            CustomType = "acme-thing", Uuid = Id(3), Created = Noon, Extensions = [declared],
            Custom = new() { ["rank"] = 1 },
        }.Build();
        Assert.Equal("acme-thing", thing.Object?.Type);
        Assert.Empty(thing.Diagnostics);
        var observable = new CustomObservableDraft
        {
            CustomType = "acme-sound", Uuid = Id(3),
            Extensions = [declared with { ExtensionType = ExtensionType.NewSco }],
        };
        Assert.True(observable.Build().IsBuilt);
        Assert.False((observable with { Uuid = null }).Build().IsBuilt);
        Assert.False((observable with { CustomType = "Acme" }).Build().IsBuilt);
    }

    private static Guid Id(byte number) => StixId.Shape([number, .. new byte[15]], version: 4);

    private static StixTimestamp Add(double milliseconds) =>
        StixTimestamp.FromInstant(Noon.ToInstant().AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)));
}
