using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Agreements.Signatures;
using Xunit;

namespace Entente.Tests.Agreements;

public sealed class AgreementSignatureTests
{
    private static readonly SignedAgreement Signed = CoastAgreements.Sign(CoastAgreements.Framework());

    [Fact]
    public void Every_party_has_signed()
    {
        var read = SignedAgreement.Read(Signed.ToBytes(), out _);
        Assert.NotNull(read);
        Assert.All(read.Verify(), party => Assert.Null(party.Fault));
    }

    [Fact]
    public void One_corrupt_signature_beside_good_ones_refuses_the_whole()
    {
        // Common libraries answer yes as soon as any one signature verifies.
        for (var i = 0; i < 3; i++)
        {
            var json = Json();
            var bytes = Decode((string)json["signatures"]![i]!["signature"]!);
            bytes[10] ^= 1;
            json["signatures"]![i]!["signature"] = Base64Url.EncodeToString(bytes);
            Assert.Contains("signature-invalid", Faults(json));
        }
    }

    [Fact]
    public void Any_flipped_bit_is_noticed()
    {
        var bytes = Signed.ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                if (bit > 0 && i % 17 != 0) break;
                var flipped = bytes.ToArray();
                flipped[i] ^= (byte)(1 << bit);
                Assert.True(IsRefused(flipped), $"byte {i}, bit {bit}: {Encoding.UTF8.GetString(flipped)}");
            }
        }
    }

    [Fact]
    public void Signatures_can_stand_beside_the_document_as_people_keep_it()
    {
        var pretty = Encoding.UTF8.GetBytes(CoastAgreements.Framework().ToJsonString(new() { WriteIndented = true }));
        var detached = Signed.ToBytes(detached: true);
        Assert.DoesNotContain("payload", Encoding.UTF8.GetString(detached), StringComparison.Ordinal);
        var read = SignedAgreement.Read(detached, out _, pretty);
        Assert.All(read!.Verify(), party => Assert.Null(party.Fault));
        Assert.Null(SignedAgreement.Read(detached, out _));
        Assert.Null(SignedAgreement.Read(Signed.ToBytes(), out var diagnostics, pretty));
        Assert.Equal("jws-malformed", Assert.Single(diagnostics).Code);
        var other = SignedAgreement.Read(detached, out _, CoastAgreements.Arrangement().Bytes());
        Assert.All(other!.Verify(), party => Assert.Equal("signature-invalid", party.Fault));
    }

    public static TheoryData<string, string> Faults_of_form() => new()
    {
        { "one missing", "signature-missing" },
        { "one twice", "signature-twice" },
        { "stranger's", "signature-stranger" },
        { "another's key under this kid", "signature-invalid" },
        { "another document's", "signature-invalid" },
        { "algorithm none", "signature-invalid" },
        { "critical header", "jws-malformed" },
        { "other type", "signature-invalid" },
        { "header not canonical", "jws-malformed" },
        { "more in the header", "jws-malformed" },
        { "unprotected header", "jws-malformed" },
        { "more beside the payload", "jws-malformed" },
        { "padded signature", "jws-malformed" },
        { "loose last character", "jws-malformed" },
        { "short signature", "signature-invalid" },
        { "payload not canonical", "payload-not-canonical" },
        { "no payload", "jws-malformed" },
        { "compact serialisation", "jws-malformed" },
    };

    [Theory]
    [MemberData(nameof(Faults_of_form))]
    public void A_form_that_is_not_ours_is_refused(string name, string code)
    {
        var json = Json();
        var first = json["signatures"]![0]!;
        var kid = $"{CoastAgreements.Blue}-2026";
        var payload = (string)json["payload"]!;
        switch (name)
        {
            case "one missing":
                json["signatures"]!.AsArray().RemoveAt(1);
                break;
            case "one twice":
                json["signatures"]!.AsArray().Add(first.DeepClone());
                break;
            case "stranger's":
                json["signatures"]!.AsArray().Add(Signature(payload, Header("rose-2026"), "rose"));
                break;
            case "another's key under this kid":
                json["signatures"]![0] = Signature(payload, Header(kid), "rose");
                break;
            case "another document's":
                json["signatures"]![0] = Signature("e30", Header(kid), $"{CoastAgreements.Blue} agreement");
                break;
            case "algorithm none":
                json["signatures"]![0] = ByBlue($$"""{"alg":"none","kid":"{{kid}}","typ":"agreement+json"}""");
                break;
            case "critical header":
                json["signatures"]![0] = ByBlue(
                    $$"""{"alg":"EdDSA","crit":["exp"],"kid":"{{kid}}","typ":"agreement+json"}""");
                break;
            case "other type":
                json["signatures"]![0] = ByBlue($$"""{"alg":"EdDSA","kid":"{{kid}}","typ":"sidecar+json"}""");
                break;
            case "header not canonical":
                json["signatures"]![0] = ByBlue($$"""{"kid":"{{kid}}","alg":"EdDSA","typ":"agreement+json"}""");
                break;
            case "more in the header":
                json["signatures"]![0] = ByBlue($$"""{"alg":"EdDSA","kid":"{{kid}}","typ":"agreement+json","x":1}""");
                break;
            case "unprotected header":
                first["header"] = new JsonObject { ["kid"] = "x" };
                break;
            case "more beside the payload":
                json["note"] = "x";
                break;
            case "padded signature":
                first["signature"] = (string?)first["signature"] + "==";
                break;
            case "loose last character":
                first["signature"] = Loosen((string)first["signature"]!);
                break;
            case "short signature":
                first["signature"] = "AAAA";
                break;
            case "payload not canonical":
                json["payload"] = Base64Url.EncodeToString([(byte)' ', .. Decode(payload)]);
                break;
            case "no payload":
                json.Remove("payload");
                break;
            default:
                json["signatures"] = "a.b.c";
                break;
        }

        Assert.Contains(code, Faults(json));

        JsonObject ByBlue(string header) => Signature(payload, header, $"{CoastAgreements.Blue} agreement");
    }

    private static string Header(string kid) => $$"""{"alg":"EdDSA","kid":"{{kid}}","typ":"agreement+json"}""";

    private static JsonObject Signature(string payload, string header, string key)
    {
        var encoded = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
        using var signing = CoastAgreements.KeyOf(key);
        return new JsonObject
        {
            ["protected"] = encoded,
            ["signature"] = Base64Url.EncodeToString(signing.Sign(Encoding.ASCII.GetBytes($"{encoded}.{payload}"))),
        };
    }

    /// <summary>The same bytes with other spare bits in the last character.</summary>
    private static string Loosen(string text)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return text[..^1] + Alphabet[Alphabet.IndexOf(text[^1], StringComparison.Ordinal) | 1];
    }

    private static byte[] Decode(string text) => Base64Url.DecodeFromChars(text);

    private static JsonObject Json() => JsonNode.Parse(Signed.ToBytes())!.AsObject();

    private static List<string> Faults(JsonObject json)
    {
        var signed = SignedAgreement.Read(json.Bytes(), out var diagnostics);
        return signed is null
            ? [.. diagnostics.Select(diagnostic => diagnostic.Code)]
            : [.. signed.Verify().Select(party => party.Fault).OfType<string>()];
    }

    private static bool IsRefused(byte[] bytes) => SignedAgreement.Read(bytes, out _) is not { } signed
        || signed.Verify().Any(party => party.Fault is not null)
        || !signed.Document.Canonical.Span.SequenceEqual(Signed.Document.Canonical.Span);
}
