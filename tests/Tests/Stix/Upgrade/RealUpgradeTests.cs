using System.Text;
using System.Text.Json;
using Entente.Stix.Upgrade;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Upgrade;

public sealed class RealUpgradeTests
{
    private static readonly ValidationOptions Text20 = new() { SpecVersion = "2.0" };

    [Fact]
    public void Attack_in_2_0_becomes_valid_2_1_as_a_whole()
    {
        var input = File.ReadAllBytes(SharedFolder.Require("data/attack20/enterprise-2.0.bundles.jsonl"));
        var (output, reports) = UpgradeCase.Run(new BundleUpgrader(), input);
        Assert.Equal(1116, output.Count);
        Assert.All(reports, report => Assert.Equal(UpgradeOutcome.Upgraded, report.Outcome));
        Assert.All(output, bytes => UpgradeCase.AssertValid(bytes));
        Assert.DoesNotContain(reports.SelectMany(report => report.Changes), change => change.Kind == UpgradeChangeKind.Lost);

        var again = UpgradeCase.Run(new BundleUpgrader(), Join(output));
        Assert.All(again.Reports, report => Assert.Equal(UpgradeOutcome.AlreadyCurrent, report.Outcome));
        Assert.Equal(Join(output), Join(again.Out));
    }

    [Theory]
    [InlineData("data/attack/ics-attack.json")]
    [InlineData("data/indicators/targetedthreats.stix2.json")]
    public void Published_2_1_passes_untouched(string path)
    {
        var input = File.ReadAllBytes(SharedFolder.Require(path));
        var (output, reports) = UpgradeCase.Run(new BundleUpgrader(), input);
        Assert.All(reports, report => Assert.Equal(UpgradeOutcome.AlreadyCurrent, report.Outcome));
        var before = StixCase.Split(input, null).Select(item => Encoding.UTF8.GetString(item.Bytes.Span)).Order();
        Assert.Equal(before, output.Select(bytes => Encoding.UTF8.GetString(bytes.Span)).Order());
    }

    [Fact]
    public void Valid_2_0_vectors_become_valid_2_1()
    {
        var refused = new List<string>();
        var count = 0;
        foreach (var line in File.ReadLines(SharedFolder.Require("vectors/stix/stix_validation.jsonl")))
        {
            using var vector = JsonDocument.Parse(line);
            var root = vector.RootElement;
            if (root.GetProperty("version").GetString() != "2.0" || !root.GetProperty("valid").GetBoolean()) continue;
            var input = Encoding.UTF8.GetBytes(root.GetProperty("object").GetRawText());
            foreach (var item in StixCase.Split(input, null))
            {
                // Some vectors let pass what the text forbids, such as a creator that is no identity.
                if (!StixValidator.Validate(item.Bytes, Text20).IsValid) continue;
                count++;
                var upgrade = new BundleUpgrader().Add(item);
                if (upgrade.Outcome == UpgradeOutcome.Refused)
                {
                    refused.Add($"{string.Join(' ', upgrade.Diagnostics.Select(found => $"{found.Code} {found.Pointer} {found.Message}"))}\n{Encoding.UTF8.GetString(item.Bytes.Span)}");
                }
            }
        }

        Assert.True(count > 60, $"{count} vectors");
        Assert.True(refused.Count == 0, $"{refused.Count} of {count}:\n{string.Join("\n", refused)}");
    }

    private static byte[] Join(List<ReadOnlyMemory<byte>> objects) =>
        [.. objects.SelectMany(bytes => (byte[])[.. bytes.Span, (byte)'\n'])];
}
