using System.CommandLine;
using Entente.Exchange;
using Entente.Exchange.Feeds;
using Entente.Exchange.Ports;
using Entente.Server.Feeds;
using Entente.Taxii.Client;

namespace Entente.Server.Commands;

/// <summary>The options that say which collection of a foreign server is meant, and how we connect to it.</summary>
/// <param name="intervalSeconds">The interval where none is given.</param>
internal sealed class RemoteOptions(int intervalSeconds)
{
    private const int SecretCharsMax = 8_192;

    private readonly Argument<string> _url = new("URL-OF-COLLECTION")
    {
        Description = "https://HOST/API-ROOT/collections/ID/",
    };

    private readonly Option<string?> _user = new("--user") { Description = "user name that the server gave us" };

    private readonly Option<FileInfo?> _password = new("--password-file")
    {
        Description = "file with the password of that user",
    };

    private readonly Option<FileInfo?> _token = new("--token-file")
    {
        Description = "file with the bearer token that the server gave us",
    };

    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "PEM file with our client certificate, its issuers below it",
    };

    private readonly Option<FileInfo?> _key = new("--key") { Description = "PEM file with its private key" };

    private readonly Option<string?> _pin = new("--tls-pin")
    {
        Description = "SHA-256 of the server's TLS public key (SPKI), base64 or hexadecimal: that key and no other",
    };

    private readonly Option<FileInfo?> _authorities = new("--ca")
    {
        Description = "PEM file with the only authorities to trust",
    };

    private readonly Option<bool> _private = new("--allow-private")
    {
        Description = "let this host have a private or link-local address",
    };

    private readonly Option<int> _interval = new("--interval")
    {
        Description = "seconds between two runs", DefaultValueFactory = _ => intervalSeconds,
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_url);
        foreach (var option in new Option[]
        {
            _interval, _user, _password, _token, _certificate, _key, _pin, _authorities, _private,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads the files and checks everything that can be checked without asking the server.</summary>
    public async Task<RemoteCollection> ReadAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var url = parsed.GetValue(_url)!;
        if (!CollectionAddress.TryParse(url, out var address))
        {
            throw new InvalidDataException(
                $"`{url}` is not the address of a collection: https://HOST/API-ROOT/collections/ID/");
        }

        var user = parsed.GetValue(_user);
        if (user is null != parsed.GetValue(_password) is null)
        {
            throw new InvalidDataException("`--user` and `--password-file` go together");
        }

        if (parsed.GetValue(_certificate) is null != parsed.GetValue(_key) is null)
        {
            throw new InvalidDataException("`--certificate` and `--key` go together");
        }

        if (user is not null && parsed.GetValue(_token) is not null)
        {
            throw new InvalidDataException("a request carries one of `--password-file` and `--token-file`");
        }

        if (user?.Contains(':', StringComparison.Ordinal) == true)
        {
            throw new InvalidDataException($"`{user}` has a colon, which HTTP Basic cannot carry in a user name");
        }

        string? pin = null;
        if (parsed.GetValue(_pin) is { } given && !PublicKeyPin.TryParse(given, out pin))
        {
            throw new InvalidDataException($"`{given}` is no pin: SHA-256 of a public key in base64 or hexadecimal");
        }

        var remote = new RemoteCollection(
            address.Url, user,
            await SecretAsync(parsed.GetValue(_password) ?? parsed.GetValue(_token), cancellation),
            await TextAsync(parsed.GetValue(_certificate), cancellation),
            await TextAsync(parsed.GetValue(_key), cancellation), pin,
            await TextAsync(parsed.GetValue(_authorities), cancellation), parsed.GetValue(_private));
        Check(remote);
        return remote;
    }

    /// <summary>The time between two runs.</summary>
    public TimeSpan Interval(ParseResult parsed)
    {
        var interval = TimeSpan.FromSeconds(parsed.GetValue(_interval));
        return interval >= RunTimes.IntervalMin && interval <= RunTimes.IntervalMax
            ? interval
            : throw new InvalidDataException(
                $"`--interval` is {(long)RunTimes.IntervalMin.TotalSeconds} to {(long)RunTimes.IntervalMax.TotalSeconds} seconds");
    }

    /// <summary>The realm that an option names.</summary>
    public static Realm Realm(string text) => RealmText.TryRead(text, out var realm)
        ? realm
        : throw new InvalidDataException($"`{text}` is no realm: `live` or `exercise`");

    private static void Check(RemoteCollection remote)
    {
        try
        {
            RemoteServer.Check(remote);
        }
        catch (PartnerFaultException broken)
        {
            throw new InvalidDataException(broken.Message);
        }
    }

    private static async Task<string?> TextAsync(FileInfo? file, CancellationToken cancellation) =>
        file is null ? null : await File.ReadAllTextAsync(file.FullName, cancellation);

    private static async Task<string?> SecretAsync(FileInfo? file, CancellationToken cancellation)
    {
        if (await TextAsync(file, cancellation) is not { } text) return null;
        var secret = text.Trim();
        return secret.Length is > 0 and <= SecretCharsMax && !secret.Any(char.IsControl)
            ? secret
            : throw new InvalidDataException($"`{file!.FullName}` does not hold one secret on one line");
    }
}
