using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Stix;

namespace Entente.Server.Api;

/// <summary>Answers of the operator's interface: JSON, and refusals as a list of coded errors with places.</summary>
internal static class ApiAnswers
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Ok(object body) => Results.Json(body, Web);

    public static IResult Refuse(string code, string message, string place = "", string? hint = null) =>
        Results.Json(new { errors = new[] { Error(code, message, place, hint) } }, Web, statusCode: StatusCodes.Status422UnprocessableEntity);

    public static IResult Refuse(ImmutableArray<Diagnostic> diagnostics) => Results.Json(
        new { errors = diagnostics.Select(Error) }, Web, statusCode: StatusCodes.Status422UnprocessableEntity);

    /// <summary>A diagnostic: its place is the pointer, and the byte offset where that is known.</summary>
    public static object Error(Diagnostic found)
    {
        var offset = found.Offset > 0 ? $"byte {found.Offset}" : "";
        var place = found.Pointer.Length > 0 && offset.Length > 0 ? $"{found.Pointer}, {offset}" : found.Pointer + offset;
        return Error(found.Code, found.Section is { } section ? $"{found.Message} ({section})" : found.Message, place, found.Hint);
    }

    private static object Error(string code, string message, string place, string? hint) => new { code, message, place, hint };
}
