using System.CommandLine;
using System.Security.Cryptography;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Server.Api;
using Entente.Server.Auth;
using Entente.Server.Hosting;
using Entente.Server.Taxii;

namespace Entente.Server.Commands;

/// <summary><c>entente-node serve</c>: runs the node until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var command = new Command("serve", "run the node until Ctrl-C") { data };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.Open(data), cancellation));
        return command;
    }

    /// <summary>How long before the end of the TLS certificate the log begins to say so.</summary>
    private static readonly TimeSpan CertificateNotice = TimeSpan.FromDays(30);

    private static async Task<int> RunAsync(NodeFolder folder, CancellationToken cancellation)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            options.UseUtcTimestamp = true;
        }));
        var logger = logging.CreateLogger("entente-node");
        await using var node = await Node.OpenAsync(
            folder, TimeProvider.System, RandomNumberGenerator.Fill, CrashPoint.FromEnvironment(), cancellation);
        CheckCertificate(node, logger);
        await using var partners = PartnerSite.Build(node);
        await using var local = LocalSite.Build(node);
        await partners.StartAsync(cancellation);
        await local.StartAsync(cancellation);
        foreach (var (row, reasons) in node.Refused)
        {
            NodeLog.AgreementRefused(logger, row.AgreementId, string.Join("; ", reasons.Select(reason => $"{reason.Code}, {reason.Message}")));
        }

        NodeLog.Started(logger, node.Settings.Party, node.Settings.PartnerAddress, node.Settings.LocalAddress);
        try
        {
            await Workers.RunAsync(node, logger, cancellation);
        }
        catch (Exception damaged) when (damaged is StoreDamagedException or LogMovedException)
        {
            // Going on could sign a fork. Nothing is written any more; a person must look.
            NodeLog.StoreDamaged(logger, damaged.Message);
            return 3;
        }
        finally
        {
            await partners.StopAsync(CancellationToken.None);
            await local.StopAsync(CancellationToken.None);
        }

        return 0;
    }

    /// <summary>What the operator should know about the certificate before partners meet it.</summary>
    private static void CheckCertificate(Node node, ILogger logger)
    {
        var (certificate, _) = PartnerTls.Load(node.Folder);
        var end = new DateTimeOffset(certificate.NotAfter).ToUniversalTime();
        certificate.Dispose();
        if (end - node.Clock.GetUtcNow() < CertificateNotice) NodeLog.TlsCertificateEnds(logger, $"{end:u}");
        if (!NodeInit.RefreshPublicKeys(node.Folder, node.Settings)) return;
        NodeLog.TlsKeyChanged(logger, node.Folder.PublicKeys);
    }
}
