using Entente.Stix;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Validation;

public sealed class RealObjectsTests
{
    // The text makes none of these an error, so neither may we: ATT&CK is what everybody loads first.
    [Theory]
    [InlineData("data/attack/ics-attack.json")]
    [InlineData("data/indicators/targetedthreats.stix2.json")]
    [InlineData("data/attack20/enterprise-2.0.bundles.jsonl")]
    public void Published_objects_break_no_MUST(string path)
    {
        var items = StixCase.Split(File.ReadAllBytes(SharedFolder.Require(path)), null);
        var errors = items.SelectMany(item => StixValidator.Validate(item.Bytes).Diagnostics
            .Where(found => found.Severity == Severity.Error)
            .Select(found => $"{item.Offset}{found.Pointer}: {found.Code} {found.Message}")).ToList();
        Assert.True(errors.Count == 0, $"{errors.Count} errors\n{string.Join('\n', errors.Take(40))}");
    }
}
