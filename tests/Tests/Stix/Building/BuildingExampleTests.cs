using Entente.Stix;
using Entente.Stix.Building;
using Xunit;

namespace Entente.Tests.Stix.Building;

/// <summary>The example of the README, so that it compiles and does what it says.</summary>
public sealed class BuildingExampleTests
{
    [Fact]
    public void The_example_of_the_README_runs()
    {
        var uuid = new Guid("8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");
        var now = StixTimestamp.FromInstant(new DateTimeOffset(2026, 5, 12, 12, 0, 0, TimeSpan.Zero));
        var acme = new IdentityDraft { Uuid = uuid, Created = now, Name = "Acme" };
        var bad = new DomainNameDraft { Value = "malware.example" };
        var indicator = new IndicatorDraft
        {
            Uuid = uuid,
            CreatedByRef = acme.Id,
            Created = now,
            Name = "Cryptolocker's server",
            Pattern = "[domain-name:value = 'malware.example']",
            PatternType = PatternTypes.Stix,
            ValidFrom = now,
            IndicatorTypes = [IndicatorTypes.MaliciousActivity],
            ObjectMarkingRefs = [KnownMarkings.IdOf(Tlp.Green)],
        }.Build();
        if (!indicator.IsBuilt) throw new InvalidDataException(string.Join('\n', indicator.Diagnostics));
        var later = StixTimestamp.FromInstant(now.ToInstant().AddDays(1));
        var revoked = ObjectVersions.Revoke(indicator.Object, creator: acme.Id, later);
        byte[] bundle = BundleWriter.Write(uuid, [acme.Build().Object!, bad.Build().Object!, revoked.Object!]);
        Assert.Equal(3, StixCase.Split(bundle, null).Count);
    }
}
