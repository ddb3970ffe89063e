using System.Text;
using CsCheck;
using Entente.Stix;
using Entente.Stix.Building;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Building;

/// <summary>New versions, revocation and markings of objects that exist (§3.6, §7.2).</summary>
public sealed class ObjectVersionTests
{
    private const string Acme = "identity--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    private const string Other = "identity--9e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    private static readonly string Green = KnownMarkings.IdOf(Tlp.Green);
    private static readonly string Red = KnownMarkings.IdOf(Tlp.Red);

    // White space, order, number forms, and content that nobody here knows.
    private const string Text = """
        { "x_acme_first" : [ 1.0e0,  "\u0041" ],
          "type":"malware", "id":"malware--31b940d4-6f7f-459a-80ea-9c1f17b5891b", "spec_version" : "2.1",
          "created":"2026-01-01T00:00:00.0000Z", "created_by_ref":"identity--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
          "modified":"2026-01-02T00:00:00.5Z",  "is_family":false,
          "name":"Cryptolocker", "labels": [ "a" , "b" ],
          "external_references": [ {"source_name":"acme", "x_odd":  1.50, "url":"https://example.com/"} ] }
        """;

    private static readonly StixTimestamp Later = At("2026-02-01T00:00:00.0009Z");

    [Fact]
    public void A_new_version_keeps_every_byte_that_no_edit_names()
    {
        var result = ObjectVersions.NewVersion(Read(Text), Acme, Later,
        [
            ObjectEdit.Set("name", "CryptoLocker"),
            ObjectEdit.Set("/external_references/0/url", "https://example.net/"),
            ObjectEdit.Remove("/labels/0"),
            ObjectEdit.Set("/labels/-", "c"),
        ]);
        var expected = Text.Replace("Cryptolocker", "CryptoLocker").Replace("example.com", "example.net")
            .Replace("[ \"a\" , \"b\" ]", "[ \"b\",\"c\"]")
            .Replace("2026-01-02T00:00:00.5Z", "2026-02-01T00:00:00.000Z");
        Assert.True(result.IsBuilt, string.Join('\n', result.Diagnostics));
        Assert.Equal(Squeeze(expected), Squeeze(TextOf(result)));
        Assert.Contains("[ 1.0e0,  \"\\u0041\" ]", TextOf(result));
        Assert.Contains("\"x_odd\":  1.50", TextOf(result));
    }

    [Fact]
    public void A_revoked_object_says_so_and_has_no_more_versions()
    {
        var revoked = ObjectVersions.Revoke(Read(Text), Acme, Later).Object;
        Assert.True(revoked?.Revoked);
        Refused(ObjectVersions.Revoke(revoked!, Acme, At("2026-03-01T00:00:00Z")), "version-revoked");
    }

    [Fact]
    public void All_reasons_against_a_version_come_at_once() => Refused(
        ObjectVersions.NewVersion(Read(Text), Other, At("2026-01-02T00:00:00.5009Z"),
        [
            ObjectEdit.Set("id", "malware--41b940d4-6f7f-459a-80ea-9c1f17b5891b"),
            ObjectEdit.Remove("created_by_ref"),
            ObjectEdit.Remove("description"),
            ObjectEdit.Set("is_family", "no"),
        ]),
        "version-creator", "version-time", "version-immutable", "version-immutable", "edit-target", "property-type");

    [Theory]
    [InlineData("type")]
    [InlineData("id")]
    [InlineData("created")]
    [InlineData("created_by_ref")]
    [InlineData("modified")]
    [InlineData("/created")]
    public void What_no_version_changes_cannot_be_edited(string path) => Refused(
        ObjectVersions.NewVersion(Read(Text), Acme, Later, [ObjectEdit.Set(path, "2026-01-01T00:00:00Z")]),
        "version-immutable");

    [Fact]
    public void An_object_of_nobody_has_versions_of_nobody()
    {
        var anonymous = Read(Text.Replace($"\"created_by_ref\":\"{Acme}\",", ""));
        Assert.True(ObjectVersions.Revoke(anonymous, null, Later).IsBuilt);
        Refused(ObjectVersions.Revoke(anonymous, Acme, Later), "version-creator");
        Refused(ObjectVersions.Revoke(Read(Text), null, Later), "version-creator");
    }

    [Fact]
    public void Faults_that_were_there_do_not_keep_an_object_from_being_revoked()
    {
        var faulty = Read(Text.Replace("https://example.com/", "no url"));
        var result = ObjectVersions.Revoke(faulty, Acme, Later);
        Assert.True(result.IsBuilt);
        Assert.Contains(result.Diagnostics, found => found is { Code: "url-form", Severity: Severity.Warning });
        Refused(
            ObjectVersions.NewVersion(faulty, Acme, Later, [ObjectEdit.Set("/external_references/0/url", "other")]),
            "url-form");
    }

    [Fact]
    public void Another_draft_can_be_checked_as_a_version()
    {
        var prior = new MalwareDraft
        {
            Uuid = new Guid("31b940d4-6f7f-459a-80ea-9c1f17b5891b"),
            CreatedByRef = Acme,
            Created = At("2026-01-01T00:00:00Z"),
            IsFamily = false,
        };
        var first = prior.Build().Object!;
        var next = prior with { Modified = Later, Name = "Cryptolocker" };
        Assert.Empty(ObjectVersions.Check(first, next.Build().Object!));
        var other = next with { CreatedByRef = Other, Created = At("2025-01-01T00:00:00Z"), Modified = null };
        Assert.Equal(
            ["version-immutable /created", "version-immutable /created_by_ref", "version-time /modified"],
            ObjectVersions.Check(first, other.Build().Object!).Select(found => $"{found.Code} {found.Pointer}"));
    }

    [Fact]
    public void Objects_are_marked_and_unmarked_in_order()
    {
        var marked = New(Read(Text), ObjectEdit.AddMarking(Green), ObjectEdit.AddMarking(Red),
            ObjectEdit.AddGranularMarking(new(Red, null, ["name", "labels.[1]"])),
            ObjectEdit.AddGranularMarking(new(null, "vi", ["name"])));
        Assert.Equal([Green, Red], marked.ObjectMarkingRefs);
        Assert.Equal(["name", "labels.[1]"], marked.GranularMarkings[0].Selectors);
        Assert.Equal("vi", marked.GranularMarkings[1].Lang);
        var fewer = New(marked, ObjectEdit.RemoveMarking(Green),
            ObjectEdit.RemoveGranularMarking(new(Red, null, ["name"])),
            ObjectEdit.RemoveGranularMarking(new(null, "vi", [])));
        Assert.Equal([Red], fewer.ObjectMarkingRefs);
        Assert.Equal(["labels.[1]"], Assert.Single(fewer.GranularMarkings).Selectors);
        var none = New(fewer, ObjectEdit.RemoveMarking(Red), ObjectEdit.RemoveGranularMarking(new(Red, null, [])));
        Assert.Equal(Squeeze(Text.Replace("2026-01-02T00:00:00.5Z", $"{none.Modified}")), Squeeze(TextOf(none)));
    }

    [Fact]
    public void A_marking_that_is_there_is_not_added_again()
    {
        var marked = New(
            Read(Text), ObjectEdit.AddMarking(Red), ObjectEdit.AddGranularMarking(new(Red, null, ["name"])));
        var result = ObjectVersions.NewVersion(marked, Acme, At("2027-01-01T00:00:00Z"),
        [
            ObjectEdit.AddMarking(Red),
            ObjectEdit.AddGranularMarking(new(Red, null, ["name"])),
            ObjectEdit.AddGranularMarking(new(Red, null, ["name", "labels"])),
        ]);
        Assert.Equal([Red], result.Object!.ObjectMarkingRefs);
        Assert.Equal(["name", "labels"], result.Object.GranularMarkings.SelectMany(marking => marking.Selectors));
        Assert.Equal(3, result.Diagnostics.Count(found => found.Code == "marking-present"));
    }

    [Fact]
    public void Markings_that_find_nothing_are_refused()
    {
        Refused(Try(ObjectEdit.RemoveMarking(Red)), "marking-absent");
        Refused(Try(ObjectEdit.RemoveGranularMarking(new(Red, null, ["name"]))), "marking-absent");
        Refused(Try(ObjectEdit.AddGranularMarking(new(Red, null, ["description"]))), "selector-dangling");
        Refused(Try(ObjectEdit.AddGranularMarking(new(Red, null, ["labels.[2]"]))), "selector-dangling");
        Refused(Try(ObjectEdit.AddGranularMarking(new(Red, null, ["a b"]))), "selector-form");
        Refused(Try(ObjectEdit.AddGranularMarking(new(Red, "vi", ["name"]))), "granular-marking-subject");
        Refused(Try(ObjectEdit.AddGranularMarking(new(Red, null, []))), "granular-marking-selectors", "list-empty");
        Refused(Try(ObjectEdit.AddGranularMarking(new(null, "!", ["name"]))), "language-tag");
        Refused(Try(ObjectEdit.AddMarking(Acme)), "reference-type");

        // What is marked cannot go while the marking stays.
        Refused(
            Try(ObjectEdit.AddGranularMarking(new(Red, null, ["labels.[1]"])), ObjectEdit.Remove("/labels/0")),
            "selector-dangling");
    }

    [Fact]
    public void Observables_are_marked_without_versions_and_keep_what_identifies_them()
    {
        var url = new UrlDraft { Value = "https://example.com/" }.Build().Object!;
        var marked = ObjectVersions.Amend(url, [ObjectEdit.AddMarking(Red)]).Object!;
        Assert.Equal([Red], marked.ObjectMarkingRefs);
        Assert.Equal(url.Id, marked.Id);
        Refused(ObjectVersions.Amend(url, [ObjectEdit.Set("value", "https://example.net/")]), "id-differs");
        Refused(ObjectVersions.Amend(url, [ObjectEdit.Set("id", "url--x")]), "version-immutable");
        Refused(ObjectVersions.Amend(Read(Text), []), "version-kind");
        Refused(ObjectVersions.NewVersion(url, null, Later, []), "version-kind");
        var marking = StandardMarkings.ObjectOf(Tlp.Red);
        Refused(ObjectVersions.NewVersion(marking, null, Later, []), "version-kind");
        Refused(ObjectVersions.Amend(marking, []), "version-kind");
    }

    [Fact]
    public void Objects_of_the_version_before_have_new_versions_too()
    {
        var old = Read(Text.Replace(", \"spec_version\" : \"2.1\"", "").Replace("\"is_family\":false,", ""));
        var result = ObjectVersions.NewVersion(old, Acme, Later, [ObjectEdit.Set("name", "b")]);
        Assert.True(result.IsBuilt, string.Join('\n', result.Diagnostics));
        Assert.Null(result.Object.SpecVersion);
    }

    [Fact]
    public void Every_built_object_with_versions_can_be_marked_and_revoked() => Choices.Any.Sample(
        choices =>
        {
            var type = choices.Of([.. DraftTypes.ObjectTables.Select(shape => shape.Name)]);
            var draft = new DraftFiller(choices).Draft(type);
            if (draft is not VersionedDraft { Revoked: not true } versioned) return;
            var prior = draft.Build().Object!;
            var time = StixTimestamp.FromInstant(prior.Modified!.Value.ToInstant().AddMilliseconds(1));
            var next = ObjectVersions.NewVersion(prior, versioned.CreatedByRef, time,
            [
                ObjectEdit.AddMarking(Red),
                ObjectEdit.AddGranularMarking(new(Red, null, ["id"])),
                ObjectEdit.Set("revoked", true),
            ]);
            Assert.True(next.IsBuilt, string.Join('\n', next.Diagnostics));
            Assert.True(StixValidator.Validate(next.Object.Bytes).IsValid);
            Assert.Equal((time, true), (next.Object.Modified, next.Object.Revoked));
            Assert.Contains(Red, next.Object.ObjectMarkingRefs);
        },
        iter: 300);

    [Fact]
    public void Edits_of_any_kind_make_a_sound_version_or_are_refused() => Choices.Any.Sample(
        choices =>
        {
            var prior = Read(Text);
            var edits = Enumerable.Range(0, 1 + choices.Next(4)).Select(_ => Edit(choices)).ToList();
            var result = ObjectVersions.NewVersion(prior, Acme, Later, edits);
            Assert.True(
                result.IsBuilt == result.Diagnostics.All(found => found.Severity == Severity.Warning),
                string.Join('\n', edits.Select(edit => $"{edit}").Concat(result.Diagnostics.Select(found => $"{found}"))));
            if (!result.IsBuilt) return;
            Assert.True(StixValidator.Validate(result.Object.Bytes).IsValid);
            Assert.Empty(ObjectVersions.Check(prior, result.Object));
        },
        iter: 2000);

    [Fact]
    public void A_fault_excuses_no_second_one_of_its_kind()
    {
        var faulty = Read(Text.Replace("\"labels\": [ \"a\" , \"b\" ],", "\"x_a_b\": [], \"labels\": [ \"a\" ],"));
        Assert.True(ObjectVersions.NewVersion(faulty, Acme, Later, []).IsBuilt);
        Refused(ObjectVersions.NewVersion(faulty, Acme, Later, [ObjectEdit.Remove("/labels/0")]), "list-empty");

        // What cannot be read within the limits is excused by nothing.
        Refused(
            ObjectVersions.NewVersion(faulty, Acme, Later, [], new() { Limits = new() { DepthMax = 2 } }),
            "limit-depth", "list-empty", "list-empty");
    }

    [Fact]
    public void Values_that_nest_too_deep_are_refused()
    {
        var itself = new OrderedDictionary<string, StixValue>();
        itself["a"] = itself;
        Refused(Try(ObjectEdit.Set("x_a_b", itself), ObjectEdit.AddMarking(Red)), "limit-depth");
        var deep = new string('[', 64) + new string(']', 64);
        Assert.True(StixValue.TryParse(Encoding.UTF8.GetBytes(deep), out var value));
        Refused(
            Try(ObjectEdit.Set("x_a_b", value), ObjectEdit.AddMarking(Red), ObjectEdit.AddMarking(Red)),
            "limit-depth");
    }

    private static ObjectEdit Edit(Choices choices)
    {
        string[] paths =
        [
            "name", "labels", "/labels/0", "/labels/-", "/labels/5", "object_marking_refs", "granular_markings", "id",
            "/granular_markings/0/selectors", "/", "", "/a/b", "x_acme_first", "/external_references/0/x_odd", "~",
        ];
        string?[] subjects = [null, Red, Green, "vi", "x"];
        string[] selectors = ["name", "labels.[0]", "type", "nothing", ""];
        var marking = new GranularMarking(
            choices.Of(subjects), choices.Flag() ? null : choices.Of(subjects), [choices.Of(selectors)]);
        return choices.Next(8) switch
        {
            0 => ObjectEdit.Remove(choices.Of(paths)),
            1 => ObjectEdit.AddMarking(choices.Of(subjects)!),
            2 => ObjectEdit.RemoveMarking(choices.Of(subjects)!),
            3 or 4 => ObjectEdit.AddGranularMarking(marking),
            5 => ObjectEdit.RemoveGranularMarking(choices.Flag() ? marking : marking with { Selectors = [] }),
            _ => ObjectEdit.Set(choices.Of(paths), choices.Of<StixValue>(
                ["a", 1, default, StixValue.List(), StixValue.List("a", "b"), double.NaN, "\uD800"])),
        };
    }

    private static StixObject New(StixObject of, params ObjectEdit[] edits)
    {
        var time = StixTimestamp.FromInstant(of.Modified!.Value.ToInstant().AddSeconds(1));
        var result = ObjectVersions.NewVersion(of, of.CreatedByRef, time, edits);
        Assert.True(result.IsBuilt, string.Join('\n', result.Diagnostics));
        return result.Object;
    }

    private static BuildResult Try(params ObjectEdit[] edits) =>
        ObjectVersions.NewVersion(Read(Text), Acme, Later, edits);

    private static void Refused(BuildResult result, params string[] codes)
    {
        Assert.False(result.IsBuilt);
        Assert.Equal(
            codes, result.Diagnostics.Where(found => found.Severity == Severity.Error).Select(found => found.Code));
    }

    private static StixObject Read(string text)
    {
        var result = StixReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.NotNull(result.Object);
        return result.Object;
    }

    private static string TextOf(BuildResult result) => TextOf(result.Object!);

    private static string TextOf(StixObject made) => Encoding.UTF8.GetString(made.Bytes.Span);

    private static string Squeeze(string text) => text.Replace(" ", "").Replace("\n", "");

    private static StixTimestamp At(string text) =>
        StixTimestamp.TryParse(text, out var time) ? time : throw new FormatException(text);
}
