using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Entente.Tests.Taxii;

/// <summary>
/// A server that says exactly the bytes a test gives it, however wrong: one connection a request, the connection closed
/// afterwards. Remembers what it was asked.
/// </summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<WireRequest, Task> _answer;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _loop;

    public WireServer(Func<WireRequest, Task> answer, SslServerAuthenticationOptions? tls = null)
    {
        (_answer, _tls) = (answer, tls);
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Address = new Uri($"{(tls is null ? "http" : "https")}://127.0.0.1:{port}/");
        _loop = LoopAsync();
    }

    public Uri Address { get; }

    public List<WireRequest> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using var stream = await OpenAsync(connection.GetStream());
                var request = await ReadAsync(stream);
                if (request is null) continue;
                lock (Requests) Requests.Add(request);
                await _answer(request);
            }
            catch (Exception exception) when (exception
                is OperationCanceledException or IOException or SocketException or AuthenticationException
                or ObjectDisposedException)
            {
                // The client hung up, which several tests are about.
            }
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream connection)
    {
        if (_tls is null) return connection;
        var secured = new SslStream(connection);
        await secured.AuthenticateAsServerAsync(_tls, _stop.Token);
        return secured;
    }

    private async Task<WireRequest?> ReadAsync(Stream stream)
    {
        var received = new List<byte>();
        var buffer = new byte[4_096];
        int end;
        while ((end = EndOfHead(received)) < 0)
        {
            if (!await MoreAsync()) return null;
        }

        var lines = Encoding.ASCII.GetString([.. received[..end]]).Split("\r\n");
        var request = new WireRequest(
            lines[0].Split(' ')[1], [.. lines.Skip(1).Where(line => line.Length > 0)], stream, _stop.Token)
        {
            Method = lines[0].Split(' ')[0],
            ClientCertificate = (stream as SslStream)?.RemoteCertificate as X509Certificate2,
        };
        var length = int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture);
        while (received.Count < end + length)
        {
            if (!await MoreAsync()) return null;
        }

        return request with { Body = Encoding.UTF8.GetString([.. received[end..]]) };

        async Task<bool> MoreAsync()
        {
            var bytes = await stream.ReadAsync(buffer, _stop.Token);
            received.AddRange(buffer.AsSpan(0, bytes));
            return bytes > 0;
        }
    }

    /// <summary>Where the body begins; -1 while the head has not ended.</summary>
    private static int EndOfHead(List<byte> received)
    {
        var found = CollectionsMarshal.AsSpan(received).IndexOf("\r\n\r\n"u8);
        return found < 0 ? -1 : found + 4;
    }
}
