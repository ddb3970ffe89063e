using System.Text.Json;

namespace Entente.Taxii;

/// <summary>What became of one added object (TAXII 2.1 §4.3.1, <c>status-details</c>).</summary>
/// <param name="Id">The object's id.</param>
/// <param name="Version">Its version: <c>modified</c>, else <c>created</c>.</param>
/// <param name="Message">A text for people; null when absent.</param>
public sealed record StatusDetail(string Id, string Version, string? Message = null)
{
    internal static StatusDetail From(ResourceReader reader) =>
        new(reader.Text("id"), reader.Text("version"), reader.OptionalText("message"));

    internal static void WriteMembers(Utf8JsonWriter writer, StatusDetail detail)
    {
        writer.WriteString("id", detail.Id);
        writer.WriteString("version", detail.Version);
        writer.Optional("message", detail.Message);
    }
}
