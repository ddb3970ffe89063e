using System.Globalization;
using System.Text;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Commands;

/// <summary>A credential that is about to be issued, with the secret that is told once.</summary>
/// <param name="row">What is kept.</param>
/// <param name="secret">Password or token; null for certificates.</param>
/// <param name="secretFile">Where to write the secret; null for the terminal.</param>
internal sealed class IssuedCredential(CredentialRow row, string? secret, string? secretFile)
{
    /// <summary>
    /// Makes the party a partner if it is none, saves the credential, and only then tells the secret: nobody has seen
    /// the secret of a credential that was not saved.
    /// </summary>
    public async Task SaveAsync(IPartnerStore partners, CancellationToken cancellation)
    {
        if (Path.GetDirectoryName(secretFile) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new InvalidDataException($"`{folder}` is no folder; name a file in one that exists");
        }

        await RequireUnambiguousAsync(partners, cancellation);
        await partners.AddPartnerAsync(PartnerRow.Plain(row.Party), cancellation);
        await partners.AddCredentialAsync(row, cancellation);
        Console.WriteLine($"{Noun()} {row.Name}");
        if (row.Pin is not null) Console.WriteLine($"pin {row.Pin}");
        if (row.Subject is not null) Console.WriteLine($"name {row.Subject}");
        if (row.ExpiresAt is { } end)
        {
            Console.WriteLine($"expires {end.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}");
        }

        if (secret is null) return;
        if (secretFile is not null) NodeFolder.WritePrivate(secretFile, Encoding.UTF8.GetBytes(secret));
        else Console.WriteLine($"secret {secret} (shown this once)");
    }

    private string Noun() => row.Kind switch
    {
        CredentialKind.Basic => "user",
        CredentialKind.Bearer => "token",
        _ => row.Kind,
    };

    /// <summary>A certificate that two parties had would be refused at every request, so it is refused here.</summary>
    private async Task RequireUnambiguousAsync(IPartnerStore partners, CancellationToken cancellation)
    {
        var same = await partners.FindCertificatesAsync(
            row.Pin ?? "", row.Subject is null ? [] : [row.Subject], cancellation);
        if (same.FirstOrDefault(other => other.Party != row.Party && other.HoldsAt(row.CreatedAt)
            && other.Authority == row.Authority) is { } taken)
        {
            throw new InvalidDataException(
                $"`{taken.Party}` has this certificate by `{taken.Name}`; it can be one party's only, so revoke that");
        }
    }
}
