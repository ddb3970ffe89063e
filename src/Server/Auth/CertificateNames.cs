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

    /// <summary>
    /// Common names, and of the subject alternative names (RFC 5280 §4.2.1.6) DNS names in lower case, mail addresses
    /// and URIs as they stand. Of a malformed extension, nothing.
    /// </summary>
    public static IReadOnlyCollection<string> Of(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == CommonNameOid
                && part.GetSingleElementValue() is { } name)
            {
                names.Add(name);
            }
        }

        if (certificate.Extensions[AlternativeNameOid] is { } extension) names.AddRange(ReadAlternatives(extension.RawData));
        return [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(NamesMax)];
    }

    private static List<string> ReadAlternatives(byte[] extension)
    {
        var names = new List<string>();
        try
        {
            var list = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
            while (list.HasData)
            {
                var tag = list.PeekTag();
                switch (tag)
                {
                    case { TagClass: TagClass.ContextSpecific, TagValue: 1 or 6 }:
                        names.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                        break;
                    case { TagClass: TagClass.ContextSpecific, TagValue: 2 }:
                        names.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, tag).ToLowerInvariant());
                        break;
                    default:
                        list.ReadEncodedValue();
                        break;
                }
            }

            return names;
        }
        catch (AsnContentException)
        {
            return [];
        }
    }
}
