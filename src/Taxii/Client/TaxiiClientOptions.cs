namespace Entente.Taxii.Client;

/// <summary>Which server a client talks to, and how much it lets that server do to it.</summary>
public sealed record TaxiiClientOptions
{
    /// <summary>
    /// The server, such as <c>https://node.example/</c>. The client talks to this scheme, host and port and to no
    /// other,
    /// whatever the server says: the credential stays there. Plain http needs a loopback host or
    /// <see cref="AllowHttp"/>.
    /// </summary>
    public required Uri Server { get; init; }

    /// <summary>Who we are; null for a server that asks nobody.</summary>
    public TaxiiCredential? Credential { get; init; }

    /// <summary>Whether plain http is allowed, for a closed test network. Default: no.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>The largest answer that is not a page of objects, in bytes. Default: 4 MiB.</summary>
    public int ResourceBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>The largest page of a manifest or of versions, in bytes. Default: 32 MiB.</summary>
    public int ListBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>The largest page of objects, in bytes. Default: 256 MiB; it is streamed, never held whole.</summary>
    public long PageBytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>The largest object, in bytes. Default: 4 MiB.</summary>
    public int ObjectBytesMax { get; init; } = EnvelopeReader.ObjectBytesMaxDefault;

    /// <summary>The deepest nesting inside one object. Default: 64.</summary>
    public int DepthMax { get; init; } = EnvelopeReader.DepthMaxDefault;

    /// <summary>
    /// Whether the server may compress (br, gzip). All limits on bytes hold for what comes out. Default: no, which
    /// spares a small node the work of unpacking.
    /// </summary>
    public bool AcceptCompression { get; init; }

    /// <summary>
    /// How many times its size on the wire an answer may unpack to, beyond <see cref="UnpackedBytesFree"/>; above
    /// zero. Default: 200, several times what STIX in its most repetitive form comes to.
    /// </summary>
    public int CompressionRatioMax { get; init; } = 200;

    /// <summary>Up to how many unpacked bytes nobody asks for the ratio. Default: 1 MiB.</summary>
    public long UnpackedBytesFree { get; init; } = 1024 * 1024;

    /// <summary>Most pages of one reading. Default: 100,000.</summary>
    public int PagesMax { get; init; } = 100_000;

    /// <summary>Most pages in a row that hold nothing and promise more. Default: 3.</summary>
    public int EmptyPagesMax { get; init; } = 3;

    /// <summary>How long the head of an answer may take. Default: 30 s.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the body may pause. Default: 30 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one whole answer may take, time of the reader included. Default: 10 min.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a busy server (429, 503) is asked again. Default: 3.</summary>
    public int RetriesMax { get; init; } = 3;

    /// <summary>
    /// How often a request is sent again that found no connection, or one that closed before any answer. Default: 2.
    /// An answer that breaks off is not asked for again: part of it may have been given out.
    /// </summary>
    public int ConnectionRetriesMax { get; init; } = 2;

    /// <summary>
    /// A number from 0 up to 1, drawn anew for every wait, so that many clients do not come back at the same instant.
    /// A wait of our own choosing is shortened by up to half, one that the server asked for is never shortened but
    /// made longer by up to a tenth and a second. Null for waits that can be foretold. Default: null.
    /// </summary>
    public Func<double>? Jitter { get; init; }

    /// <summary>
    /// The longest <c>Retry-After</c> that is waited for; a longer one ends the reading. Default: 2 min.
    /// </summary>
    public TimeSpan RetryAfterMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The <c>User-Agent</c>. Default: <c>entente</c>.</summary>
    public string UserAgent { get; init; } = "entente";
}
