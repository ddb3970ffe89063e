using System.Buffers;
using System.Text;

namespace Entente.Stix.Building;

/// <summary>
/// Writes a bundle (STIX 2.1 §8) while its objects come: their bytes go out as they are, and what is kept of them is
/// their ids, so that no version stands in the bundle twice.
/// </summary>
/// <remarks>The same id and objects give the same bytes. Not safe for use by several threads at once.</remarks>
public sealed class BundleWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly HashSet<(string Id, StixTimestamp? Version)> _written = [];
    private bool _isComplete;

    /// <summary>Begins a bundle.</summary>
    /// <param name="output">Takes the bytes; the caller flushes it whenever it likes.</param>
    /// <param name="uuid">The UUID of the bundle's id, which should be a random one of version 4 (§2.9).</param>
    /// <exception cref="ArgumentException">The UUID has no version, such as <see cref="Guid.Empty"/>.</exception>
    public BundleWriter(IBufferWriter<byte> output, Guid uuid)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        Id = StixId.Format("bundle", uuid);
        if (!StixId.IsValid(Id)) throw new ArgumentException($"`{uuid}` has no version", nameof(uuid));
        Write($"{{\"type\":\"bundle\",\"id\":\"{Id}\"");
    }

    /// <summary>The bundle's id.</summary>
    public string Id { get; }

    /// <summary>How many objects have been written.</summary>
    public int Count => _written.Count;

    /// <summary>
    /// Writes one object; false if this version of it, or of a cyber-observable anything of that id, has been written.
    /// </summary>
    /// <exception cref="InvalidOperationException">The bundle is complete.</exception>
    public bool Add(StixObject stixObject)
    {
        ArgumentNullException.ThrowIfNull(stixObject);
        ThrowIfComplete();
        if (!_written.Add((stixObject.Id, stixObject.Version))) return false;
        Write(Count == 1 ? ",\"objects\":[" : ",");
        _output.Write(stixObject.Bytes.Span);
        return true;
    }

    /// <summary>Ends the bundle. One without objects has no <c>objects</c>: lists are never empty (§2.12).</summary>
    /// <exception cref="InvalidOperationException">The bundle is complete already.</exception>
    public void Complete()
    {
        ThrowIfComplete();
        _isComplete = true;
        Write(Count == 0 ? "}" : "]}");
    }

    /// <summary>A whole bundle at once.</summary>
    /// <exception cref="ArgumentException">The UUID has no version.</exception>
    public static byte[] Write(Guid uuid, IEnumerable<StixObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var output = new ArrayBufferWriter<byte>();
        var writer = new BundleWriter(output, uuid);
        foreach (var stixObject in objects) writer.Add(stixObject);
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    private void Write(string text) => _output.Write(Encoding.UTF8.GetBytes(text));

    private void ThrowIfComplete()
    {
        if (_isComplete) throw new InvalidOperationException("the bundle is complete");
    }
}
