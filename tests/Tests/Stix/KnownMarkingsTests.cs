using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class KnownMarkingsTests
{
    [Theory]
    [InlineData("marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR", Tlp.Clear)]
    [InlineData("marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "TLP:GREEN", Tlp.Green)]
    [InlineData("marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", "TLP:AMBER", Tlp.Amber)]
    [InlineData("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT", Tlp.AmberStrict)]
    [InlineData("marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED", Tlp.Red)]
    public void The_TLP_2_ids_are_exact(string id, string label, Tlp level)
    {
        Assert.True(KnownMarkings.TryGet(id, out var marking));
        Assert.Equal(new KnownMarking(id, MarkingScheme.Tlp, level, null, label), marking);
        Assert.Equal(id, KnownMarkings.IdOf(level));
    }

    [Theory]
    [InlineData("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "TLP:WHITE", Tlp.Clear)]
    [InlineData("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", "TLP:GREEN", Tlp.Green)]
    [InlineData("marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", "TLP:AMBER", Tlp.Amber)]
    [InlineData("marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "TLP:RED", Tlp.Red)]
    public void The_TLP_1_ids_are_exact(string id, string label, Tlp level)
    {
        Assert.True(KnownMarkings.TryGet(id, out var marking));
        Assert.Equal(new KnownMarking(id, MarkingScheme.Tlp, level, null, label) { IsLegacy = true }, marking);
    }

    [Theory]
    [InlineData("marking-definition--ad15a0cd-55b6-4588-a14c-a66105329b92", "PAP:CLEAR", Pap.Clear, false)]
    [InlineData("marking-definition--c43594d1-4b11-4c59-93ab-1c9b14d53ce9", "PAP:GREEN", Pap.Green, false)]
    [InlineData("marking-definition--60f8932b-e51e-4458-b265-a2e8be9a80ab", "PAP:AMBER", Pap.Amber, false)]
    [InlineData("marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e", "PAP:RED", Pap.Red, false)]
    [InlineData("marking-definition--a3bea94c-b469-41dc-9cfe-d6e7daba7730", "PAP:WHITE", Pap.Clear, true)]
    public void The_PAP_ids_are_exact(string id, string label, Pap level, bool legacy)
    {
        Assert.True(KnownMarkings.TryGet(id, out var marking));
        Assert.Equal(new KnownMarking(id, MarkingScheme.Pap, null, level, label) { IsLegacy = legacy }, marking);
        if (!legacy) Assert.Equal(id, KnownMarkings.IdOf(level));
    }

    [Fact]
    public void Changing_any_character_of_an_id_makes_it_unknown()
    {
        Assert.Equal(14, KnownMarkings.All.Length);
        foreach (var marking in KnownMarkings.All)
        {
            for (var i = 0; i < marking.Id.Length; i++)
            {
                foreach (var other in "0123456789abcdef-".Where(c => c != marking.Id[i]))
                {
                    var changed = $"{marking.Id[..i]}{other}{marking.Id[(i + 1)..]}";
                    Assert.False(KnownMarkings.TryGet(changed, out _), changed);
                }
            }

            Assert.False(KnownMarkings.TryGet(marking.Id.ToUpperInvariant(), out _));
        }
    }

    [Fact]
    public void Levels_are_ordered_from_loose_to_strict()
    {
        Assert.Equal([Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red], Enum.GetValues<Tlp>().Order());
        Assert.Equal([Pap.Clear, Pap.Green, Pap.Amber, Pap.Red], Enum.GetValues<Pap>().Order());
    }
}
