using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Entente.Exchange.Ports;
using Entente.Matching;
using Entente.Stix;

namespace Entente.Exchange.Sightings;

/// <summary>
/// Step 8: looks for the indicators we hold in our own telemetry, and makes sightings of what is found. A sighting is an
/// object of ours like any other: it enters at step 1 and leaves only as agreements permit.
/// </summary>
public sealed class Watch(NodeStore store, NodeIdentity identity, TimeProvider clock, StixLimits limits)
{
    /// <summary>A longer line is no event.</summary>
    public const int LineBytesMax = 1024 * 1024;

    private const int PageObjects = 1000;

    /// <summary>Scans telemetry with every indicator of the realm that is not revoked.</summary>
    public async Task<WatchReport> ScanAsync(Realm realm, Stream telemetry, CancellationToken cancellation)
    {
        var index = IndicatorIndex.Compile(await RulesAsync(realm, cancellation));
        var scan = new TelemetryScan(index);
        var found = new Dictionary<string, SightingDraft>(StringComparer.Ordinal);
        var order = new List<string>();
        var reader = PipeReader.Create(telemetry, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (TryLine(ref buffer, read.IsCompleted, out var line))
            {
                foreach (var hit in scan.Read(line))
                {
                    if (!found.TryGetValue(hit.IndicatorId, out var draft))
                    {
                        order.Add(hit.IndicatorId);
                        draft = new SightingDraft(hit.IndicatorId, 0, hit, null, null);
                    }

                    found[hit.IndicatorId] = draft.With(hit);
                }
            }

            if (buffer.Length > LineBytesMax) throw new InvalidDataException($"line {scan.Lines + 1} has more than {LineBytesMax} bytes");
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted) break;
        }

        await reader.CompleteAsync();
        return new WatchReport(
            scan.Lines, scan.Broken, index.Count, index.Skipped, order.ConvertAll(id => found[id]), []);
    }

    /// <summary>
    /// The sightings of a scan as one bundle, for step 1. The same scan gives the same ids, so reporting it twice reports
    /// it once.
    /// </summary>
    public async Task<(byte[] Bundle, IReadOnlyList<string> Ids)> WriteAsync(
        Realm realm, WatchReport report, string telemetryName, CancellationToken cancellation)
    {
        var output = new ArrayBufferWriter<byte>();
        var ids = new List<string>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("type", "bundle");
            json.WriteString("id", $"bundle--{StixId.NameBased(StixId.ObservableNamespace, telemetryName)}");
            json.WriteStartArray("objects");
            foreach (var draft in report.Found)
            {
                if (await store.Objects.FindLatestAsync(realm, draft.IndicatorId, cancellation) is not { } row) continue;
                var indicator = StoredObject.Load(row, limits).Stix;
                ids.Add(Write(json, draft, indicator, telemetryName));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return (output.WrittenSpan.ToArray(), ids);
    }

    private string Write(Utf8JsonWriter json, SightingDraft draft, StixObject indicator, string telemetryName)
    {
        var seen = draft.FirstSeen ?? clock.GetUtcNow();
        var made = StixTimestamp.FromInstant(seen.AddTicks(-(seen.Ticks % TimeSpan.TicksPerMillisecond)));
        var last = draft.LastSeen ?? seen;

        // Version 5 over who saw what where and when: the sighting of one scan, however often it is reported.
        var name = $"{identity.IdentityId}\n{draft.IndicatorId}\n{telemetryName}\n{draft.Count}\n{made}";
        var id = $"sighting--{StixId.NameBased(StixId.ObservableNamespace, name)}";
        json.WriteStartObject();
        json.WriteString("type", "sighting");
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", id);
        json.WriteString("created_by_ref", identity.IdentityId);
        json.WriteString("created", made.ToString());
        json.WriteString("modified", made.ToString());
        json.WriteString("first_seen", made.ToString());
        if (last > seen) json.WriteString("last_seen", StixTimestamp.FromInstant(last).ToString());
        json.WriteNumber("count", draft.Count);
        json.WriteString("sighting_of_ref", draft.IndicatorId);
        json.WriteStartArray("where_sighted_refs");
        json.WriteStringValue(identity.IdentityId);
        json.WriteEndArray();

        // A sighting speaks about its indicator, so it carries at least the same markings.
        json.WriteStartArray("object_marking_refs");
        foreach (var marking in indicator.ObjectMarkingRefs.DefaultIfEmpty(KnownMarkings.IdOf(Tlp.AmberStrict))) json.WriteStringValue(marking);
        json.WriteEndArray();
        json.WriteEndObject();
        return id;
    }

    private async Task<List<IndicatorRule>> RulesAsync(Realm realm, CancellationToken cancellation)
    {
        var rules = new List<IndicatorRule>();
        ObjectRow? after = null;
        while (await store.Objects.ListByTypeAsync(realm, "indicator", after, PageObjects, cancellation) is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                if (Rule(StoredObject.Load(row, limits).Stix) is { } rule) rules.Add(rule);
            }

            after = page[^1];
        }

        return rules;
    }

    private static IndicatorRule? Rule(StixObject indicator)
    {
        if (indicator.Revoked) return null;
        using var json = JsonDocument.Parse(indicator.Bytes);
        var root = json.RootElement;
        if (Text(root, "pattern_type") is not (null or "stix") || Text(root, "pattern") is not { } pattern) return null;
        var from = StixTimestamp.TryParse(Text(root, "valid_from"), out var start) ? start.ToInstant() : DateTimeOffset.MinValue;
        var until = StixTimestamp.TryParse(Text(root, "valid_until"), out var end) ? end.ToInstant() : (DateTimeOffset?)null;
        return new IndicatorRule(indicator.Id, pattern, from, until);
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool TryLine(ref ReadOnlySequence<byte> buffer, bool ended, out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (buffer.IsEmpty) return false;
        var end = buffer.PositionOf((byte)'\n');
        if (end is null && !ended) return false;
        var slice = end is { } position ? buffer.Slice(0, position) : buffer;
        line = slice.ToArray();
        buffer = end is { } newline ? buffer.Slice(buffer.GetPosition(1, newline)) : buffer.Slice(buffer.End);
        return true;
    }
}
