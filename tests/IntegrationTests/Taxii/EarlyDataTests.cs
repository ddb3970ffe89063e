using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Checklist A: no TLS 1.3 early data (TAXII 2.1 §8.2.2.3), asked for with openssl.</summary>
[Collection(ChecklistCollection.Name)]
public sealed class EarlyDataTests(TaxiiBed bed) : IDisposable
{
    private const string OpenSsl = "/usr/bin/openssl";

    /// <summary>The place of max_early_data_size in openssl's form of a session.</summary>
    private const int EarlyDataTag = 15;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Session => Path.Combine(_folder.FullName, "session.pem");

    private string Request => Path.Combine(_folder.FullName, "request");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Section_8_2_2_3_no_early_data_is_offered_and_none_is_taken_from_a_client_that_sends_it()
    {
        if (!File.Exists(OpenSsl)) Assert.Skip("openssl is not on this machine");
        await File.WriteAllTextAsync(
            Request,
            $"GET /taxii2/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {bed.VietNamToken}\r\nConnection: close\r\n\r\n",
            TaxiiBed.Cancellation);
        var first = await AskAsync("-sess_out", Session);
        Assert.Contains("New, TLSv1.3", first, StringComparison.Ordinal);
        var offers = first.Split('\n').Where(line => line.Contains("Max Early Data", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(offers);
        Assert.All(offers, line => Assert.EndsWith(": 0", line.Trim(), StringComparison.Ordinal));

        // An honest client takes the session up again and holds its data back.
        var second = await AskAsync("-sess_in", Session, "-early_data", Request);
        Assert.Contains("Reused, TLSv1.3", second, StringComparison.Ordinal);
        Assert.Contains("Early data was not sent", second, StringComparison.Ordinal);

        // One that believes it was offered sends it; nothing is answered to that, only to what comes after the handshake.
        await File.WriteAllTextAsync(
            Session, Offering(await File.ReadAllTextAsync(Session, TaxiiBed.Cancellation)), TaxiiBed.Cancellation);
        var third = await AskAsync("-sess_in", Session, "-early_data", Request);
        Assert.Contains("Reused, TLSv1.3", third, StringComparison.Ordinal);
        Assert.Contains("Early data was rejected", third, StringComparison.Ordinal);
        Assert.Equal(2, third.Split("HTTP/1.1 200").Length);
    }

    private async Task<string> AskAsync(params string[] options)
    {
        var start = new ProcessStartInfo(OpenSsl)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var address = new Uri(bed.Japan.PartnerAddress);
        foreach (var item in new[] { "s_client", "-connect", $"{address.Host}:{address.Port}", "-tls1_3", "-ign_eof" })
        {
            start.ArgumentList.Add(item);
        }

        foreach (var option in options) start.ArgumentList.Add(option);
        using var client = Process.Start(start)!;
        var errors = client.StandardError.ReadToEndAsync(TaxiiBed.Cancellation);
        await client.StandardInput.WriteAsync(await File.ReadAllTextAsync(Request, TaxiiBed.Cancellation));
        client.StandardInput.Close();
        var said = await client.StandardOutput.ReadToEndAsync(TaxiiBed.Cancellation);
        await client.WaitForExitAsync(TaxiiBed.Cancellation);
        return said + await errors;
    }

    /// <summary>The same session, but as if the server had offered to take early data.</summary>
    private static string Offering(string session)
    {
        var fields = PemEncoding.Find(session);
        var reader = new AsnReader(Convert.FromBase64String(session[fields.Base64Data]), AsnEncodingRules.DER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        var tag = new Asn1Tag(TagClass.ContextSpecific, EarlyDataTag, isConstructed: true);
        using (writer.PushSequence())
        {
            var isOffered = false;
            while (reader.HasData)
            {
                var next = reader.PeekTag();
                if (!isOffered && next.TagClass == TagClass.ContextSpecific && next.TagValue > EarlyDataTag) Offer();
                writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
            }

            if (!isOffered) Offer();

            void Offer()
            {
                isOffered = true;
                using (writer.PushSequence(tag)) writer.WriteInteger(16_384);
            }
        }

        return PemEncoding.WriteString(session[fields.Label], writer.Encode());
    }
}
