using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Entente.Stix;

namespace Entente.Cli.Stix;

/// <summary>
/// Remembers each version of each object of one input by digests, and says when one comes again. The memory is bounded:
/// what comes after <see cref="VersionsMax"/> versions is only compared with these.
/// </summary>
internal sealed class VersionMemory
{
    /// <summary>Most versions remembered; they take about 50 MB.</summary>
    public const int VersionsMax = 1_000_000;

    private readonly Dictionary<UInt128, UInt128> _contents = [];

    /// <summary>
    /// The content of an object, whatever the order and spelling of its members; needs no memory and no turn.
    /// </summary>
    public static UInt128 ContentOf(ReadOnlySpan<byte> utf8)
    {
        var canonical = new ArrayBufferWriter<byte>(utf8.Length);
        return CanonicalJson.TryWrite(utf8, canonical, out _) ? Digest(canonical.WrittenSpan) : Digest(utf8);
    }

    /// <summary>What is wrong with meeting this version of an object here; null if it is new.</summary>
    public Diagnostic? Meet(ObjectHead head, UInt128 content)
    {
        if (head.Id is not { } id || head.Version is not { } version) return null;
        var key = Digest(Encoding.UTF8.GetBytes($"{id} {version}"));
        if (!_contents.TryGetValue(key, out var known))
        {
            if (_contents.Count < VersionsMax) _contents.Add(key, content);
            return null;
        }

        var isSame = known == content;
        return new Diagnostic(
            isSame ? "bundle-duplicate" : "version-conflict",
            isSame ? Severity.Warning : Severity.Error,
            "/id",
            head.IdOffset,
            isSame
                ? $"`{id}` stands twice with one version"
                : $"`{id}` stood before with the same version {version} and other contents",
            isSame ? "keep one" : "a change needs a later `modified`; keep the version that is meant",
            "STIX 2.1 §3.6");
    }

    private static UInt128 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
