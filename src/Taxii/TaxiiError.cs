using System.Globalization;

namespace Entente.Taxii;

/// <summary>The body of a failure (TAXII 2.1 §3.6.1). It tells a requester no more than the status does.</summary>
/// <param name="Title">A short text for people.</param>
/// <param name="Description">A longer text for people; null when absent.</param>
/// <param name="ErrorId">Names this one occurrence, for the server's log; null when absent.</param>
/// <param name="ErrorCode">Names the kind of error; null when absent.</param>
/// <param name="HttpStatus">The HTTP status, which goes over the wire as a string; null when absent.</param>
public sealed record TaxiiError(
    string Title,
    string? Description = null,
    string? ErrorId = null,
    string? ErrorCode = null,
    int? HttpStatus = null)
{
    /// <summary>Reads the resource; every missing or ill-typed property is a fault with its pointer.</summary>
    public static TaxiiResult<TaxiiError> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(utf8, reader =>
    {
        int? status = null;
        if (reader.OptionalText("http_status") is { } text)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) status = number;
            else reader.Note("http_status", "wrong-type", "is not an HTTP status");
        }

        return new TaxiiError(
            reader.Text("title"),
            reader.OptionalText("description"),
            reader.OptionalText("error_id"),
            reader.OptionalText("error_code"),
            status);
    });

    /// <summary>The resource as JSON.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(writer =>
    {
        writer.WriteString("title", Title);
        writer.Optional("description", Description);
        writer.Optional("error_id", ErrorId);
        writer.Optional("error_code", ErrorCode);
        writer.Optional("http_status", HttpStatus?.ToString(CultureInfo.InvariantCulture));
    });
}
