using System.Text.Json;

namespace Entente.Taxii;

/// <summary>That one version of one object is in a collection (TAXII 2.1 §5.3.1).</summary>
/// <param name="Id">The object's id.</param>
/// <param name="DateAdded">When it was added to the collection.</param>
/// <param name="Version">
/// Its version: <c>modified</c>, else <c>created</c>, as the object spells it; for observables a value of the server's
/// own.
/// </param>
/// <param name="MediaType">Its media type; null when left out.</param>
public sealed record ManifestRecord(string Id, TaxiiTimestamp DateAdded, string Version, string? MediaType)
{
    internal static ManifestRecord From(ResourceReader reader)
    {
        var added = reader.OptionalTime("date_added");
        if (added is null) _ = reader.Text("date_added");
        return new ManifestRecord(
            reader.Text("id"), added ?? default, reader.Text("version"), reader.OptionalText("media_type"));
    }

    internal static void WriteMembers(Utf8JsonWriter writer, ManifestRecord record)
    {
        writer.WriteString("id", record.Id);
        writer.WriteString("date_added", record.DateAdded.ToString());
        writer.WriteString("version", record.Version);
        writer.Optional("media_type", record.MediaType);
    }
}
