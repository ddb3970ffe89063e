using System.Text.Json;
using Entente.Stix.Patterns;
using Entente.Stix.Upgrade;
using Xunit;

namespace Entente.Tests.Stix.Upgrade;

public sealed class PatternUpgradeTests
{
    [Theory]
    [InlineData("[ipv4-addr:value   = '198.51.100.1']", "[ipv4-addr:value   = '198.51.100.1']")]
    [InlineData("[file:created > t'2017-01-01T00:00:00Z']", "[file:ctime > t'2017-01-01T00:00:00Z']")]
    [InlineData("[file:parent_directory_ref.accessed = 1]", "[file:parent_directory_ref.atime = 1]")]
    [InlineData("[file:contains_refs[*].modified = 1]", "[file:contains_refs[*].mtime = 1]")]
    [InlineData("[file:is_encrypted = true]", "[file:x_stix20_is_encrypted = true]")]
    [InlineData("[file:hashes.ssdeep = 'a']", "[file:hashes.SSDEEP = 'a']")]
    [InlineData("[file:extensions.'archive-ext'.version = 'a']", "[file:x_stix20_archive_version = 'a']")]
    [InlineData("[file:extensions.'archive-ext'.contains_refs[0].created = 1]", "[file:extensions.'archive-ext'.contains_refs[0].ctime = 1]")]
    [InlineData("[file:x_acme.created = 1]", "[file:x_acme.created = 1]")]
    [InlineData("[process:name = 'a']", "[process:image_ref.name = 'a']")]
    [InlineData("[process:binary_ref.created = 1]", "[process:image_ref.ctime = 1]")]
    [InlineData("[process:parent_ref.name IN ('a','b')]", "[process:parent_ref.image_ref.name IN ('a', 'b')]")]
    [InlineData("[process:arguments[*] = 'a' OR process:pid = 1]", "[process:x_stix20_arguments[*] = 'a' OR process:pid = 1]")]
    [InlineData("[process:creator_user_ref.password_last_changed = 1]", "[process:creator_user_ref.credential_last_changed = 1]")]
    [InlineData("[windows-registry-key:modified = 1]", "[windows-registry-key:modified_time = 1]")]
    [InlineData("[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'a']", "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'[*] = 'a']")]
    [InlineData("[email-message:additional_header_fields.'X-A'[0] = 'a']", "[email-message:additional_header_fields.'X-A'[0] = 'a']")]
    [InlineData("[a-b:c = 1] START '2017-01-01T00:00:00Z' STOP '2017-01-02T00:00:00Z'", "[a-b:c = 1] START t'2017-01-01T00:00:00Z' STOP t'2017-01-02T00:00:00Z'")]
    [InlineData("[a-b:c = 1] WITHIN 5 SECONDS WITHIN 6 SECONDS", "([a-b:c = 1] WITHIN 5 SECONDS) WITHIN 6 SECONDS")]
    [InlineData("[a-b:EXISTS = 1]", "[a-b:'EXISTS' = 1]")]
    public void Patterns_say_the_same_in_2_1(string before, string after)
    {
        var upgrade = PatternUpgrade.Of(before);
        Assert.Equal(after, upgrade.Text);
        Assert.Equal("2.1", upgrade.Version);
        Assert.Equal(before != after, upgrade.Notes.Count > 0);
        Assert.NotNull(PatternParser.Parse(upgrade.Text).Pattern);
        Assert.Equal(after, PatternUpgrade.Of(after).Text);
    }

    [Fact]
    public void A_pattern_of_2_1_is_taken_for_one() => Assert.Equal(
        "pattern-was-2.1", Assert.Single(PatternUpgrade.Of("[EXISTS file:name]").Notes).Code);

    [Fact]
    public void Every_valid_pattern_of_the_vectors_can_be_carried_over()
    {
        foreach (var line in File.ReadLines(SharedFolder.Require("vectors/stix/patterns.jsonl")))
        {
            using var vector = JsonDocument.Parse(line);
            var pattern = vector.RootElement.GetProperty("pattern").GetString()!;
            if (PatternParser.Parse(pattern, PatternVersion.V20).Pattern is null) continue;
            var upgrade = PatternUpgrade.Of(pattern);
            Assert.Empty(upgrade.Errors);
            var version = upgrade.Version == "2.1" ? PatternVersion.V21 : PatternVersion.V20;
            Assert.NotNull(PatternParser.Parse(upgrade.Text, version).Pattern);
        }
    }
}
