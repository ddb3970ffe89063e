using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Cli.Stix;
using Entente.Taxii;
using Entente.Taxii.Client;

namespace Entente.Cli.Taxii;

/// <summary>Writes items one by one in one of the forms; objects keep the server's bytes.</summary>
internal sealed class ItemWriter(Stream output, ItemForm form) : IAsyncDisposable
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly BundleWriter? _bundle = form == ItemForm.Bundle ? new BundleWriter(output) : null;
    private readonly BufferedStream _output = new(output, 64 * 1024);
    private bool _hasItems;

    /// <summary>How many bytes the items had.</summary>
    public long Bytes { get; private set; }

    public async Task WriteAsync(TaxiiItem item)
    {
        if (_bundle is not null && item is TaxiiObject one)
        {
            Bytes += one.Bytes.Length;
            await _bundle.WriteAsync(one.Bytes);
            return;
        }

        var bytes = form == ItemForm.Table ? Row(item) : Json(item);
        if (!_hasItems) await _output.WriteAsync(Encoding.UTF8.GetBytes(Head(item)));
        else if (form == ItemForm.Json) await _output.WriteAsync(",\n"u8.ToArray());
        _hasItems = true;
        await _output.WriteAsync(bytes);
        if (form != ItemForm.Json) await _output.WriteAsync("\n"u8.ToArray());
        Bytes += bytes.Length;
    }

    public async Task CompleteAsync()
    {
        if (_bundle is not null) await _bundle.CompleteAsync();
        if (form == ItemForm.Json)
        {
            await _output.WriteAsync(Encoding.UTF8.GetBytes(_hasItems ? "\n]}\n" : "{}\n"));
        }

        await _output.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // The stream below belongs to who opened it.
        if (_bundle is not null) await _bundle.DisposeAsync();
    }

    private string Head(TaxiiItem item) => (form, item) switch
    {
        (ItemForm.Json, TaxiiRecord) => "{\"objects\":[\n",
        (ItemForm.Json, _) => "{\"versions\":[\n",
        (ItemForm.Table, TaxiiRecord) => $"{"date added",-28} {"version",-28} id\n",
        _ => "",
    };

    private static byte[] Row(TaxiiItem item) => Encoding.UTF8.GetBytes(item switch
    {
        TaxiiRecord { Record: var record } =>
            $"{record.DateAdded,-28} {ServerSession.Said(record.Version),-28} {ServerSession.Said(record.Id)}",
        TaxiiVersion version => ServerSession.Said(version.Version),
        _ => "",
    });

    private static byte[] Json(TaxiiItem item)
    {
        if (item is TaxiiObject one) return OnOneLine(one.Bytes);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            if (item is TaxiiVersion version) json.WriteStringValue(version.Version);
            else if (item is TaxiiRecord { Record: var record }) Write(json, record);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ManifestRecord record)
    {
        json.WriteStartObject();
        json.WriteString("id", record.Id);
        json.WriteString("date_added", record.DateAdded.ToString());
        json.WriteString("version", record.Version);
        if (record.MediaType is not null) json.WriteString("media_type", record.MediaType);
        json.WriteEndObject();
    }

    /// <summary>Line ends stand only between the tokens of JSON, never within, so a space says the same.</summary>
    private static byte[] OnOneLine(ReadOnlyMemory<byte> utf8)
    {
        var line = utf8.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }
}
