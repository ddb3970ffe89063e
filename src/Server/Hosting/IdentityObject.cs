using System.Text.Json;
using Entente.Stix;

namespace Entente.Server.Hosting;

/// <summary>Our STIX identity, marked TLP:CLEAR: that we exist is in the agreement anyway.</summary>
internal static class IdentityObject
{
    public static string Write(NodeSettings settings, DateTimeOffset now)
    {
        var at = StixTimestamp.FromInstant(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond))).ToString();
        return $$"""
            {"type":"identity","spec_version":"2.1","id":"{{settings.IdentityId}}","created":"{{at}}","modified":"{{at}}",
            "name":{{JsonSerializer.Serialize(settings.Name)}},"identity_class":"organization",
            "object_marking_refs":["{{KnownMarkings.IdOf(Tlp.Clear)}}"]}
            """;
    }
}
