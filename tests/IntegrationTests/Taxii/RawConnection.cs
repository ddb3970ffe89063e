using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Entente.IntegrationTests.Taxii;

/// <summary>One TLS connection on which a test writes whatever bytes it likes.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient _tcp;
    private readonly SslStream _tls;
    private readonly MemoryStream _read = new();
    private int _taken;

    private RawConnection(TcpClient tcp, SslStream tls) => (_tcp, _tls) = (tcp, tls);

    public SslProtocols Protocol => _tls.SslProtocol;

    public static async Task<RawConnection> OpenAsync(
        Uri address, CancellationToken cancellation, SslProtocols protocols = SslProtocols.None)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port, cancellation);
        var tls = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = address.Host,
                EnabledSslProtocols = protocols,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            },
            cancellation);
        return new RawConnection(tcp, tls);
    }

    public async Task SendAsync(string text, CancellationToken cancellation)
    {
        await _tls.WriteAsync(Encoding.Latin1.GetBytes(text), cancellation);
        await _tls.FlushAsync(cancellation);
    }

    /// <summary>The next answer; null when the server closed the connection instead.</summary>
    public async Task<Answer?> ReadAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = Pending().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!await FillAsync(cancellation)) return null;
        }

        var lines = Pending()[..end].Split("\r\n");
        _taken += end + 4;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        while (_read.Length - _taken < length)
        {
            if (!await FillAsync(cancellation)) return null;
        }

        var body = _read.ToArray()[_taken..(_taken + length)];
        _taken += length;
        return new Answer(status, headers, body);
    }

    public async ValueTask DisposeAsync()
    {
        await _tls.DisposeAsync();
        _tcp.Dispose();
        await _read.DisposeAsync();
    }

    private string Pending() => Encoding.Latin1.GetString(_read.GetBuffer(), _taken, (int)_read.Length - _taken);

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        int count;
        try
        {
            count = await _tls.ReadAsync(buffer, cancellation);
        }
        catch (IOException)
        {
            return false;
        }

        _read.Write(buffer, 0, count);
        return count > 0;
    }
}
