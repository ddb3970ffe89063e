using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Entente.Server.Auth;

/// <summary>The names by which an authority may have certified a client.</summary>
internal static class CertificateNames
{
    /// <summary>More names than a client's certificate has; the rest is not looked at.</summary>
    private const int NamesMax = 64;

    private const string CommonNameOid = "2.5.4.3";
    private const string AlternativeNameOid = "2.5.29.17";

    // The choices of GeneralName that are used here.
    private const int MailAddress = 1;
    private const int DnsName = 2;
    private const int Uri = 6;

    private static readonly UniversalTagNumber[] Texts =
    [
        UniversalTagNumber.UTF8String, UniversalTagNumber.PrintableString, UniversalTagNumber.IA5String,
        UniversalTagNumber.BMPString,
    ];

    /// <summary>
    /// Common names, and of the subject alternative names (RFC 5280 §4.2.1.6) DNS names in lower case, mail addresses
    /// and URIs as they stand. Of a malformed part, nothing.
    /// </summary>
    public static IReadOnlyCollection<string> Of(X509Certificate2 certificate)
    {
        var names = new List<string>();
        Read(certificate.SubjectName.RawData, ReadCommonNames, names);
        if (certificate.Extensions[AlternativeNameOid] is { } more) Read(more.RawData, ReadAlternatives, names);
        return [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(NamesMax)];
    }

    private static void Read(byte[] bytes, Func<AsnReader, IEnumerable<string>> read, List<string> names)
    {
        try
        {
            names.AddRange([.. read(new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence())]);
        }
        catch (AsnContentException)
        {
            // The authority signed something that is no name; it certifies nobody.
        }
    }

    /// <summary>Read here, because the framework's own reading drops zeros at the end of a name.</summary>
    private static IEnumerable<string> ReadCommonNames(AsnReader subject)
    {
        while (subject.HasData)
        {
            var part = subject.ReadSetOf();
            while (part.HasData)
            {
                var attribute = part.ReadSequence();
                var isName = attribute.ReadObjectIdentifier() == CommonNameOid;
                var tag = attribute.PeekTag();
                var kind = (UniversalTagNumber)tag.TagValue;
                if (isName && tag.TagClass == TagClass.Universal && Texts.Contains(kind))
                {
                    yield return attribute.ReadCharacterString(kind);
                }
            }
        }
    }

    private static IEnumerable<string> ReadAlternatives(AsnReader list)
    {
        while (list.HasData)
        {
            var tag = list.PeekTag();
            if (tag is { TagClass: TagClass.ContextSpecific, TagValue: MailAddress or DnsName or Uri })
            {
                var name = list.ReadCharacterString(UniversalTagNumber.IA5String, tag);
                yield return tag.TagValue == DnsName ? name.ToLowerInvariant() : name;
            }
            else
            {
                list.ReadEncodedValue();
            }
        }
    }
}
