using Microsoft.AspNetCore.ResponseCompression;
using ZstdSharp;

namespace Entente.Server.Taxii;

/// <summary>Zstandard (RFC 8878) for answers; the framework brings Brotli and gzip only.</summary>
internal sealed class ZstdCompression : ICompressionProvider
{
    /// <summary>Level 3 is Zstandard's own default: faster than gzip at its fastest, and smaller.</summary>
    private const int Level = 3;

    public string EncodingName => "zstd";

    public bool SupportsFlush => true;

    public Stream CreateStream(Stream outputStream) => new CompressionStream(outputStream, Level, leaveOpen: true);
}
