using System.Runtime.InteropServices;
using System.Text.Json;
using Entente.Transparency;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

/// <summary>
/// How values stand in columns: times as microseconds, hashes and bytes as blobs, lists as JSON arrays.
/// </summary>
internal static class SqliteValues
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    public static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond;

    public static object? Micros(DateTimeOffset? time) => time is { } value ? Micros(value) : null;

    /// <summary>
    /// The array behind a memory when it is exactly that array, so that binding a blob copies nothing.
    /// </summary>
    public static byte[] Blob(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array && array.Length == bytes.Length
            ? array
            : bytes.ToArray();

    public static string JsonList(IEnumerable<string> values) => JsonSerializer.Serialize(values);

    public static DateTimeOffset Time(this SqliteDataReader reader, int column) => FromMicros(reader.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : FromMicros(reader.GetInt64(column));

    public static string? TextOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? NumberOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static byte[] Bytes(this SqliteDataReader reader, int column) => (byte[])reader.GetValue(column);

    public static Hash Hash(this SqliteDataReader reader, int column) =>
        Transparency.Hash.FromBytes((byte[])reader.GetValue(column));

    private static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TicksPerMicrosecond);
}
