using System.Text.Json;
using Entente.Cli.Output;
using Entente.Taxii;

namespace Entente.Cli.Taxii;

/// <summary>
/// How far the last run came. It names its collection and filters, because the date of one says nothing about another.
/// </summary>
internal sealed class SinceFile
{
    private const int BytesMax = 64 * 1024;

    private readonly FileInfo _file;
    private readonly string _collection;
    private readonly string _filters;

    private SinceFile(FileInfo file, string collection, string filters) =>
        (_file, _collection, _filters) = (file, collection, filters);

    /// <summary>When the last object of the last run was added; null in the first run.</summary>
    public TaxiiTimestamp? AddedAfter { get; private set; }

    /// <summary>Opens a file, which need not exist yet.</summary>
    public static SinceFile Open(FileInfo file, string collection, TaxiiQuery query)
    {
        var since = new SinceFile(file, collection, (query with { AddedAfter = null }).Fingerprint);
        if (file.Exists) since.Read();
        return since;
    }

    /// <summary>
    /// Remembers a date, null for none that is new. The file is replaced as a whole; if we die before, the next run
    /// reads the same again, and nothing is lost.
    /// </summary>
    public void Save(TaxiiTimestamp? dateAddedLast)
    {
        if (dateAddedLast is not { } date || date <= AddedAfter) return;
        var partial = _file.FullName + ".partial";
        using (var stream = File.Create(partial))
        {
            JsonSerializer.Serialize(
                stream, new { collection = _collection, filters = _filters, added_after = date.ToString() });
            stream.Write("\n"u8);
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, _file.FullName, overwrite: true);
    }

    private void Read()
    {
        if (_file.Length > BytesMax) throw Unreadable();
        JsonElement saved;
        try
        {
            saved = JsonElement.Parse(File.ReadAllBytes(_file.FullName));
        }
        catch (JsonException)
        {
            throw Unreadable();
        }

        if (saved.ValueKind != JsonValueKind.Object
            || Text(saved, "added_after") is not { } text || !TaxiiTimestamp.TryParse(text, out var date))
        {
            throw Unreadable();
        }

        if (Text(saved, "collection") != _collection || Text(saved, "filters") != _filters)
        {
            throw new Failure(
                "since-file-other", $"`{_file.Name}` remembers another collection, or other filters",
                "give every collection and every set of filters a file of its own");
        }

        AddedAfter = date;
    }

    private Failure Unreadable() => new(
        "since-file", $"`{_file.Name}` is not a file that `--since-file` wrote",
        "delete it to begin with the first object");

    private static string? Text(JsonElement saved, string name) =>
        saved.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
