using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Entente.Exchange.Ports;
using Entente.Server.Auth;

namespace Entente.Server.Commands;

/// <summary>The options that say which credential a partner gets, the same for <c>add</c> and <c>issue</c>.</summary>
internal sealed class CredentialOptions
{
    private const int SecretBytes = 32;
    private const int NameBytes = 6;
    private const int PasswordCharsMin = 12;
    private const int DaysMax = 36_500;

    private readonly Option<bool> _basic = new("--basic") { Description = "a user name and password (HTTP Basic)" };
    private readonly Option<bool> _token = new("--token") { Description = "a bearer token" };
    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "the partner's client certificate or public key, PEM: pinned by its key, whoever signed it",
    };

    private readonly Option<FileInfo?> _authority = new("--ca")
    {
        Description = "any client certificate that this authority issued under `--name`: PEM, the root and "
            + "the issuers below it",
    };

    private readonly Option<string?> _subject = new("--name")
    {
        Description = "with --ca: the certificate's DNS name (in lower case), mail address, URI or common name",
    };

    private readonly Option<FileInfo?> _password = new("--password-file")
    {
        Description = "with --basic: take the password from this file instead of making one",
    };

    private readonly Option<int?> _days = new("--days") { Description = "days until it expires; never when left out" };
    private readonly Option<FileInfo?> _out = new("--out")
    {
        Description = "write the secret to this file, readable by its owner only, instead of the terminal",
    };

    public void AddTo(Command command)
    {
        Option[] options = [_basic, _token, _certificate, _authority, _subject, _password, _days, _out];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>The credential that was asked for; null when none was.</summary>
    /// <exception cref="InvalidDataException">The options contradict each other, or a file is wrong.</exception>
    public IssuedCredential? Read(ParseResult parsed, string party, DateTimeOffset now)
    {
        var kinds = new[] { parsed.GetValue(_basic), parsed.GetValue(_token), Has(_certificate), Has(_authority) };
        if (kinds.Count(asked => asked) > 1)
        {
            throw new InvalidDataException("give one of --basic, --token, --certificate and --ca");
        }

        Require(Has(_subject) == Has(_authority), "--ca and --name go together: an authority, and a name it certified");
        Require(!Has(_password) || kinds[0], "--password-file needs --basic");
        Require(!Has(_out) || !(kinds[2] || kinds[3]), "--out is for a secret, and a certificate has none");
        if (kinds[0]) return Basic(parsed, party, now);
        if (kinds[1]) return Token(parsed, party, now);
        if (parsed.GetValue(_certificate) is { } file) return Pinned(parsed, party, now, file.FullName);
        return parsed.GetValue(_authority) is { } authority ? Vouched(parsed, party, now, authority.FullName) : null;

        bool Has<T>(Option<T?> option) => parsed.GetValue(option) is not null;
    }

    public IssuedCredential Token(ParseResult parsed, string party, DateTimeOffset now)
    {
        var row = Row(parsed, party, CredentialKind.Bearer, now);
        var token = $"{row.Name}.{RandomText()}";
        var kept = row with { SecretHash = SecretHash.OfToken(token) };
        return new IssuedCredential(kept, token, parsed.GetValue(_out)?.FullName);
    }

    private IssuedCredential Basic(ParseResult parsed, string party, DateTimeOffset now)
    {
        var password = parsed.GetValue(_password) is { } file ? ReadPassword(file.FullName) : RandomText();
        var row = Row(parsed, party, CredentialKind.Basic, now);
        return new IssuedCredential(
            row with { SecretHash = SecretHash.OfPassword(ShownSecret.Compose(password)) }, password,
            parsed.GetValue(_out)?.FullName);
    }

    private IssuedCredential Pinned(ParseResult parsed, string party, DateTimeOffset now, string path) => new(
        Row(parsed, party, CredentialKind.Certificate, now) with { Pin = CertificateFile.ReadPin(path) }, null, null);

    private IssuedCredential Vouched(ParseResult parsed, string party, DateTimeOffset now, string path) => new(
        Row(parsed, party, CredentialKind.Authority, now) with
        {
            Authority = CertificateFile.ReadAuthority(path), Subject = parsed.GetValue(_subject),
        }, null, null);

    private CredentialRow Row(ParseResult parsed, string party, string kind, DateTimeOffset now)
    {
        var days = parsed.GetValue(_days);
        Require(days is null or (>= 1 and <= DaysMax), $"--days takes 1 to {DaysMax}");
        var name = $"{party}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}";
        return new CredentialRow(name, party, kind, "", now, days is { } count ? now.AddDays(count) : null, null);
    }

    private static string RandomText() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>
    /// One line. What a person chose is at least no short word; a control character cannot be shown (RFC 7617 §2).
    /// </summary>
    private static string ReadPassword(string path)
    {
        Require(File.Exists(path), $"`{path}` is not there; give a file with the password in it");
        var password = File.ReadAllText(path).TrimEnd('\r', '\n');
        Require(
            password.Length >= PasswordCharsMin && Encoding.UTF8.GetByteCount(password) <= ShownSecret.PasswordBytesMax,
            $"the password in `{path}` is too short or too long; give {PasswordCharsMin} letters or more, and at most "
            + $"{ShownSecret.PasswordBytesMax} bytes");
        Require(
            !password.Any(char.IsControl),
            $"the password in `{path}` holds a control character; give one line of text");
        return password;
    }

    private static void Require(bool isRight, string message)
    {
        if (!isRight) throw new InvalidDataException(message);
    }
}
