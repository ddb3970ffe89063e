using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Entente.Stix.Validation;

/// <summary>
/// Strings whose form the standard fixes. Each is one row: what is wrong, how much it weighs, what helps.
/// </summary>
internal static partial class Formats
{
    private static readonly Dictionary<string, FormatRule> Rules = new(StringComparer.Ordinal)
    {
        ["ipv4"] = new(
            "ipv4-form", Severity.Error, IsIpv4, "an IPv4 address or CIDR block such as `198.51.100.0/24`", "§6.8"),
        ["ipv6"] = new(
            "ipv6-form", Severity.Error, IsIpv6, "an IPv6 address or CIDR block such as `2001:db8::/32`", "§6.9"),
        ["mac-address"] = new(
            "mac-form",
            Severity.Error,
            text => Mac().IsMatch(text),
            "a MAC address such as `d2:fb:49:24:37:18`",
            "§6.10"),
        ["email-address"] = new(
            "email-form",
            Severity.Error,
            text => Email().IsMatch(text),
            "an address such as `john@example.com`",
            "§6.5"),
        ["url"] = new("url-form", Severity.Error, IsUrl, "a URL with its scheme", "§2.5")
        {
            IsPlainlyGood = IsPlainUrl,
        },
        ["cpe"] = new("cpe-form", Severity.Error, IsCpe, "a CPE 2.3 formatted string", "§6.14"),
        ["language"] = new(
            "language-tag",
            Severity.Error,
            Vocabularies.IsLanguageTag,
            "an RFC 5646 language tag such as `vi`",
            "§3.2"),
        ["character-set"] = new(
            "character-set",
            Severity.Error,
            Vocabularies.IsCharacterSet,
            "a name of the IANA character set registry",
            "§6.7"),
        ["relationship-type"] = new(
            "relationship-type-form",
            Severity.Error,
            IsRelationshipType,
            "a name of a-z, 0-9 and `-`",
            "§5.1"),
        ["property-name"] = new(
            "property-name", Severity.Error, IsPropertyName, "a name of 3 to 250 of a-z, 0-9 and `_`", "§3.1"),
        ["semantic-version"] = new(
            "extension-version",
            Severity.Error,
            text => SemanticVersion().IsMatch(text),
            "a version such as `1.2.1`",
            "§7.3"),
        ["kill-chain-word"] = new(
            "kill-chain-form",
            Severity.Warning,
            IsLowerWithHyphens,
            "lower case with hyphens",
            "§2.11"),
        ["country"] = new(
            "country-code",
            Severity.Warning,
            Vocabularies.IsCountry,
            "an ISO 3166-1 alpha-2 code such as `VN`",
            "§4.10"),
        ["mime-type"] = new(
            "mime-type",
            Severity.Warning,
            text => Mime().IsMatch(text),
            "an IANA media type such as `text/plain`",
            "§6.7"),
        ["marking-type"] = new(
            "marking-definition-type",
            Severity.Warning,
            text => text is "tlp" or "statement",
            "`statement`, `tlp` or an extension",
            "§7.2.1"),
        ["process-priority"] = new(
            "process-priority",
            Severity.Warning,
            text => text.EndsWith("_CLASS", StringComparison.Ordinal),
            "a value that ends in `_CLASS`",
            "§6.13.2"),
    };

    private static readonly SearchValues<char> Base64Digits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private static readonly SearchValues<char> LowerDigitsHyphen =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly SearchValues<char> LowerDigitsUnderscore =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.+#-");

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly SearchValues<byte> HostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789."u8);

    private static readonly SearchValues<byte> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/?#=&+"u8);

    /// <summary>The rule of a format; null where only the keys of a dictionary have a form.</summary>
    public static FormatRule? Find(string name) => Rules.GetValueOrDefault(name);

    /// <summary>Whether a property name is lawful (§3.1, §11.1).</summary>
    public static bool IsPropertyName(string name) => name == "id" ||
        (name.Length is >= 3 and <= 250 && char.IsAsciiLetterLower(name[0]) &&
            !name.AsSpan().ContainsAnyExcept(LowerDigitsUnderscore));

    /// <summary>Whether a dictionary key is lawful (§2.4).</summary>
    public static bool IsDictionaryKey(string key) =>
        key.Length is >= 1 and <= 250 && !key.AsSpan().ContainsAnyExcept(KeyCharacters);

    /// <summary>Whether a value outside a vocabulary is written as one inside would be (§2.1).</summary>
    public static bool IsLowerWithHyphens(string value) => value.Length > 0 && value[0] != '-' && value[^1] != '-' &&
        !value.AsSpan().ContainsAnyExcept(WordCharacters) && !value.Contains("--", StringComparison.Ordinal);

    /// <summary>Whether a custom name carries its source: <c>x_source_name</c> or <c>x-source-name</c>.</summary>
    public static bool HasSourcePrefix(string name) => SourcePrefix().IsMatch(name);

    /// <summary>
    /// Whether the digest has the length and digits of its algorithm; true for one that is not known.
    /// </summary>
    public static bool IsHash(string algorithm, string value) => algorithm.ToUpperInvariant() switch
    {
        "MD5" => IsHexOf(value, 32),
        "SHA-1" => IsHexOf(value, 40),
        "SHA-256" or "SHA3-256" => IsHexOf(value, 64),
        "SHA-512" or "SHA3-512" => IsHexOf(value, 128),
        "SSDEEP" => Ssdeep().IsMatch(value),
        "TLSH" => value.Length is 70 or 72 && value.All(char.IsAsciiLetterOrDigit),
        _ => value.Length > 0,
    };

    /// <summary>
    /// Whether the text is base64; bits behind the last byte may be set, as RFC 4648 §3.5 lets a reader accept.
    /// </summary>
    public static bool IsBase64(string text)
    {
        var digits = text.AsSpan().TrimEnd('=');
        return text.Length % 4 == 0 && text.Length - digits.Length <= 2 && !digits.ContainsAnyExcept(Base64Digits);
    }

    public static bool IsHex(string value) =>
        value.Length > 0 && value.Length % 2 == 0 && value.All(char.IsAsciiHexDigit);

    public static bool IsSocketOption(string key) => SocketOption().IsMatch(key);

    public static bool IsPdfInformationKey(string key) => key is "Title" or "Author" or "Subject" or "Keywords" or
        "Creator" or "Producer" or "CreationDate" or "ModDate" or "Trapped";

    private static bool IsHexOf(string value, int length) => value.Length == length && value.All(char.IsAsciiHexDigit);

    private static bool IsIpv4(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        var parts = address.Split('.');
        return parts.Length == 4 && parts.All(part => IsNumber(part, 255)) &&
            (slash < 0 || IsNumber(text[(slash + 1)..], 32));
    }

    private static bool IsIpv6(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        return !address.AsSpan().ContainsAny('%', '[', ']') && IPAddress.TryParse(address, out var parsed) &&
            parsed.AddressFamily == AddressFamily.InterNetworkV6 && (slash < 0 || IsNumber(text[(slash + 1)..], 128));
    }

    private static bool IsNumber(string text, int max) => text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) &&
        (text.Length == 1 || text[0] != '0') && int.Parse(text, CultureInfo.InvariantCulture) <= max;

    private static bool IsRelationshipType(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(LowerDigitsHyphen);

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out _) && Scheme().IsMatch(text);

    /// <summary>
    /// What most references look like: a scheme of the web, a short host of plain labels, plain text.
    /// </summary>
    private static bool IsPlainUrl(ReadOnlySpan<byte> url)
    {
        if (url.StartsWith("https://"u8)) url = url[8..];
        else if (url.StartsWith("http://"u8)) url = url[7..];
        else return false;
        var slash = url.IndexOf((byte)'/');
        var host = slash < 0 ? url : url[..slash];
        return host.Length is > 0 and < 64 && url.Length < 1024 && char.IsAsciiLetter((char)host[^1]) &&
            host[0] != '.' && host.IndexOf(".."u8) < 0 && !host.ContainsAnyExcept(HostCharacters) &&
            (slash < 0 || !url[slash..].ContainsAnyExcept(PathCharacters));
    }

    // Thirteen parts between colons that are not escaped: `cpe`, `2.3` and eleven attributes.
    private static bool IsCpe(string text) => Cpe().IsMatch(text);

    [GeneratedRegex(@"^[0-9a-f]{2}(:[0-9a-f]{2}){5}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Mac();

    [GeneratedRegex(@"^[^\s@<>]+@[^\s@<>]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:.", RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^cpe:2\.3:[aho*-](:([^:\\\s]|\\\S)+){10}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Cpe();

    [GeneratedRegex(@"^\d+\.\d+(\.\d+)?([-+][0-9A-Za-z.+-]+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex SemanticVersion();

    [GeneratedRegex(@"^x[_-][a-z0-9-]+[_-].+", RegexOptions.NonBacktracking)]
    private static partial Regex SourcePrefix();

    [GeneratedRegex(@"^[a-zA-Z]+/[a-zA-Z0-9.+_-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Mime();

    [GeneratedRegex(@"^[a-zA-Z0-9/+:.]{1,150}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Ssdeep();

    [GeneratedRegex(@"^(SO|ICMP|ICMP6|IP|IPV6|MCAST|TCP|IRLMP)(_[A-Z0-9]+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex SocketOption();
}
