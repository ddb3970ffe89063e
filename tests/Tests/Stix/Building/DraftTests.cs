using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Entente.Stix;
using Entente.Stix.Validation;
using Entente.Stix.Validation.Tables;
using Xunit;

namespace Entente.Tests.Stix.Building;

/// <summary>Drafts of every type, with whatever properties the standard allows together.</summary>
public sealed class DraftTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Types => [.. StixTypes.All.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_built_breaks_no_rule_and_reads_as_it_was_said(string type) => Choices.Any.Sample(
        choices =>
        {
            var draft = new DraftFiller(choices).Draft(type);
            var result = draft.Build();
            Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
            Assert.NotNull(result.Object);
            Assert.True(StixValidator.Validate(result.Object.Bytes).IsValid);
            Assert.Equal(draft.Id, result.Object.Id);
            Assert.Equal(type, result.Object.Type);
            var read = JsonNode.Parse(result.Object.Bytes.Span);
            Assert.True(JsonNode.DeepEquals(DraftJson.Of(draft), read), $"{DraftJson.Of(draft)}\n{read}");
            Assert.Equal(result.Object.Bytes, draft.Build().Object!.Bytes.ToArray());
        },
        iter: 60);

    [Fact]
    public void One_object_of_each_type_has_all_properties()
    {
        var text = new StringBuilder();
        foreach (var shape in DraftTypes.ObjectTables)
        {
            var filler = new DraftFiller(new Choices((ulong)shape.Name.Length), isPlain: true);
            var first = Built(filler, shape.Name);

            // Properties that exclude each other need a second object.
            var excluding = Excluding(shape.Name);
            filler.Avoid(shape.Name, excluding.Where(first.ContainsKey));
            var second = excluding.Length > 0 ? Built(filler, shape.Name) : first;
            var missing = shape.Properties.Keys.Where(name => !first.ContainsKey(name) && !second.ContainsKey(name));
            Assert.Empty(missing);
            text.AppendLine(first.ToJsonString(Indented));
            if (second != first) text.AppendLine(second.ToJsonString(Indented));
        }

        Golden.Check("Stix/drafts.txt", text.ToString());
    }

    [Fact]
    public void Every_extension_and_part_stands_in_the_golden_file_with_all_properties()
    {
        var text = File.ReadAllText(Repository.PathOf("tests/Tests/goldens/Stix/drafts.txt"));
        foreach (var name in DraftTypes.Tables.SelectMany(shape => shape.Properties.Keys).Distinct())
        {
            Assert.Contains($"\"{name}\":", text, StringComparison.Ordinal);
        }

        foreach (var shape in DraftTypes.Tables.Where(
            shape => ObservableExtensionTables.OwnerOf(shape.Name) is not null))
        {
            Assert.Contains($"\"{shape.Name}\":", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Properties that cannot all stand in one object.</summary>
    private static string[] Excluding(string type) => type switch
    {
        "artifact" => ["payload_bin", "url"],
        "email-message" => ["body", "body_multipart"],
        "network-traffic" => ["end"],
        "observed-data" => ["objects", "object_refs"],
        _ => [],
    };

    private static JsonObject Built(DraftFiller filler, string type)
    {
        var result = filler.Draft(type).Build();
        Assert.True(result.IsBuilt, string.Join('\n', result.Diagnostics));
        return JsonNode.Parse(result.Object.Bytes.Span)!.AsObject();
    }
}
