using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Entente.Stix;
using Entente.Stix.Upgrade;
using Xunit;

namespace Entente.Tests.Stix.Upgrade;

public sealed class UpgradePropertyTests
{
    [Fact]
    public void Every_valid_object_becomes_a_valid_object() => Stix20Gen.Object.Sample(body => CheckValid(body), iter: 1000);

    [Fact]
    public void Every_valid_observed_data_becomes_valid_objects() =>
        Stix20Gen.ObservedData.Sample(body => CheckValid(body), iter: 300);

    [Fact]
    public void No_content_of_an_object_is_lost() => Stix20Gen.Object.Sample(CheckContent, iter: 500);

    [Fact]
    public void No_content_of_observed_data_is_lost() => Stix20Gen.ObservedData.Sample(CheckContent, iter: 200);

    [Fact]
    public void What_was_marked_in_an_object_is_still_marked() => Stix20Gen.Object.Sample(CheckMarkings, iter: 1000);

    [Fact]
    public void What_was_marked_in_observed_data_is_still_marked() =>
        Stix20Gen.ObservedData.Sample(CheckMarkings, iter: 400);

    [Fact]
    public void Ids_depend_neither_on_the_order_of_the_dictionary_nor_of_properties() =>
        Stix20Gen.ObservedData.Sample(
            body =>
            {
                body.Remove("granular_markings");
                var reversed = Reversed(body)!.AsObject();
                Assert.Equal(Ids(UpgradeCase.Upgrade(body)), Ids(UpgradeCase.Upgrade(reversed)));
            },
            iter: 150);

    [Fact]
    public void An_upgraded_object_is_not_upgraded_again() => Stix20Gen.ObservedData.Sample(
        body =>
        {
            foreach (var one in UpgradeCase.All(UpgradeCase.Upgrade(body)))
            {
                var again = UpgradeCase.Upgrade(one);
                Assert.Equal(UpgradeOutcome.AlreadyCurrent, again.Outcome);
                Assert.Equal(one.ToJsonString(), Encoding.UTF8.GetString(again.Bytes.Span));
            }
        },
        iter: 50);

    [Fact]
    public void The_order_of_sources_changes_nothing_of_the_observables() =>
        Gen.Select(Stix20Gen.ObservedData, Stix20Gen.ObservedData).Sample(
            (left, right) =>
            {
                var forward = Observables(left, right);
                Assert.Equal(forward, Observables(right, left));
                foreach (var one in forward) UpgradeCase.AssertValid(Encoding.UTF8.GetBytes(one));
            },
            iter: 100);

    [Fact]
    public void No_restriction_is_lost_where_sources_are_joined() =>
        Gen.Select(Stix20Gen.ObservedData, Stix20Gen.ObservedData).Sample(
            (left, right) =>
            {
                var joined = Observables(left, right).Select(one => JsonNode.Parse(one)!.AsObject())
                    .ToDictionary(one => (string)one["id"]!);
                foreach (var one in ((JsonObject[])[left, right])
                    .SelectMany(source => UpgradeCase.Upgrade(source).Observables))
                {
                    CheckNoLooser(UpgradeCase.Node(one.Bytes), joined[one.Id]);
                }
            },
            iter: 100);

    [Fact]
    public void Whatever_is_broken_in_an_object_is_refused_or_put_right() =>
        Gen.Select(Gen.OneOf(Stix20Gen.ObservedData, Stix20Gen.Object), Gen.Int[0, 1 << 20], Gen.Int[0, 6]).Sample(
            (body, place, kind) =>
            {
                Break(body, place, kind);
                var upgrade = UpgradeCase.Upgrade(body);
                Assert.Equal(upgrade.Outcome == UpgradeOutcome.Refused, upgrade.Diagnostics.Length > 0);
                if (upgrade.Outcome != UpgradeOutcome.Upgraded) return;
                foreach (var one in UpgradeCase.All(upgrade)) UpgradeCase.AssertValid(Encoding.UTF8.GetBytes(one.ToJsonString()));
            },
            iter: 1500);

    /// <summary>Puts something else in the place of one value, anywhere.</summary>
    private static void Break(JsonObject body, int place, int kind)
    {
        JsonNode? wrong = kind switch
        {
            0 => null,
            1 => -7,
            2 => "a/b~c",
            3 => new JsonArray(),
            4 => new JsonObject(),
            5 => new JsonArray(1, "0", null, new JsonObject { ["a_ref"] = "0", ["hashes"] = new JsonArray() }),
            _ => new JsonObject { ["a"] = new JsonObject { ["b_refs"] = new JsonArray("0", 1) }, ["ssdeep"] = 1 },
        };
        var all = Inside(body).ToList();
        var (owner, name, index) = all[place % all.Count];
        if (name is not null) owner.AsObject()[name] = wrong;
        else owner.AsArray()[index] = wrong;
    }

    private static IEnumerable<(JsonNode Owner, string? Name, int Index)> Inside(JsonNode? node) => node switch
    {
        JsonObject body => body.ToList().SelectMany(member =>
            Inside(member.Value).Prepend((body, member.Key, 0))),
        JsonArray list => list.ToList().SelectMany((item, at) => Inside(item).Prepend((list, null, at))),
        _ => [],
    };

    private static void CheckValid(JsonObject body)
    {
        var upgrade = UpgradeCase.Upgrade(body);
        Assert.True(
            upgrade.Outcome == UpgradeOutcome.Upgraded,
            $"{string.Join('\n', upgrade.Diagnostics)}\n{body.ToJsonString()}");
        UpgradeCase.AssertValid(upgrade.Bytes);
        foreach (var one in upgrade.Observables)
        {
            UpgradeCase.AssertValid(one.Bytes);
            Assert.Equal(one.Id, (string?)UpgradeCase.Node(one.Bytes)["id"]);
        }
    }

    private static void CheckContent(JsonObject body)
    {
        var before = Leaves(body).Select(leaf => leaf.Value).ToHashSet();
        var after = UpgradeCase.All(UpgradeCase.Upgrade(body)).SelectMany(Leaves).Select(leaf => leaf.Value).ToHashSet();
        Assert.Empty(before.Except(after));
    }

    private static void CheckMarkings(JsonObject body)
    {
        foreach (var reference in body["object_marking_refs"]?.AsArray() ?? [])
        {
            foreach (var one in UpgradeCase.All(UpgradeCase.Upgrade(body))) Assert.True(IsMarked(one, "", (string)reference!));
        }

        if (body["granular_markings"] is not JsonArray granular) return;
        var once = Leaves(body).GroupBy(leaf => leaf.Value).Where(group => group.Count() == 1)
            .Select(group => group.First()).ToList();
        var after = UpgradeCase.All(UpgradeCase.Upgrade(body));
        foreach (var marking in granular)
        {
            var (reference, selector) = ((string)marking!["marking_ref"]!, (string)marking["selectors"]![0]!);
            foreach (var (path, value) in once.Where(leaf => Selectors.Covers(selector, leaf.Path)))
            {
                foreach (var one in after)
                {
                    foreach (var place in Leaves(one).Where(leaf => leaf.Value == value))
                    {
                        Assert.True(
                            IsMarked(one, place.Path, reference),
                            $"{selector} {path} {value} is free at {place.Path} of\n{UpgradeCase.Show(one)}");
                    }
                }
            }
        }
    }

    private static void CheckNoLooser(JsonObject before, JsonObject after)
    {
        foreach (var reference in Stix20Gen.Markings)
        {
            foreach (var (path, value) in Leaves(before).Where(leaf => IsMarked(before, leaf.Path, reference)))
            {
                var name = path.Split('.')[0].Replace("x_stix20_also_", "", StringComparison.Ordinal);
                var places = Leaves(after).Where(leaf => leaf.Value == value &&
                    leaf.Path.Split('.')[0].Replace("x_stix20_also_", "", StringComparison.Ordinal) == name).ToList();
                Assert.True(places.Count > 0, $"{path} {value} is lost in\n{UpgradeCase.Show(before)}\n{UpgradeCase.Show(after)}");
                Assert.All(places, place => Assert.True(IsMarked(after, place.Path, reference), place.Path));
            }
        }
    }

    private static bool IsMarked(JsonObject body, string path, string reference)
    {
        if (body["object_marking_refs"]?.AsArray().Any(one => (string?)one == reference) == true) return true;
        return body["granular_markings"]?.AsArray().Any(marking => (string?)marking!["marking_ref"] == reference &&
            marking["selectors"]!.AsArray().Any(selector => Selectors.Covers((string)selector!, path))) == true;
    }

    /// <summary>Texts and numbers that are content: made by the generator, so that they can be told from all else.</summary>
    private static IEnumerable<(string Path, string Value)> Leaves(JsonObject body) => Leaves(body, "")
        .Where(leaf => leaf.Value.Any(char.IsAsciiDigit) && !leaf.Value.Contains("--", StringComparison.Ordinal) && !leaf.Path.StartsWith("granular_markings", StringComparison.Ordinal));

    private static IEnumerable<(string Path, string Value)> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject body => body.Where(member => !IsReference(member.Key) && member.Key is not ("id" or "pattern" or
            "spec_version" or "pattern_version" or "extension_type" or "languages"))
            .SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}")),
        JsonArray list => list.SelectMany((item, index) => Leaves(item, $"{path}.[{index}]")),
        null => [],
        _ => [(path, node.ToString())],
    };

    private static bool IsReference(string name) =>
        name.EndsWith("_ref", StringComparison.Ordinal) || name.EndsWith("_refs", StringComparison.Ordinal);

    private static List<string> Ids(ObjectUpgrade upgrade) => [.. upgrade.Observables.Select(one => one.Id).Order()];

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject body => new JsonObject(body.Reverse().Select(member =>
            KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        _ => node?.DeepClone(),
    };

    private static List<string> Observables(params JsonObject[] sources)
    {
        var input = Encoding.UTF8.GetBytes(string.Join('\n', sources.Select(source => source.ToJsonString())));
        var (output, _) = UpgradeCase.Run(new BundleUpgrader(), input);
        return [.. output.Skip(sources.Length).Select(bytes => Encoding.UTF8.GetString(bytes.Span))];
    }
}
