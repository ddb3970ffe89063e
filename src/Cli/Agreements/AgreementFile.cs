using System.Collections.Immutable;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Cli.Output;
using Entente.Stix;

namespace Entente.Cli.Agreements;

/// <summary>Reads agreements from files: a bare document, or one with signatures.</summary>
internal static class AgreementFile
{
    public static SignedAgreement Read(FileInfo file)
    {
        var bytes = File.ReadAllBytes(file.FullName);
        if (!IsSigned(bytes)) return SignedAgreement.Unsigned(ReadDocument(bytes));
        return SignedAgreement.Read(bytes, out var faults) ?? throw Refuse(faults);
    }

    public static AgreementDocument ReadDocument(byte[] bytes) =>
        AgreementDocument.Read(bytes, out var faults) ?? throw Refuse(faults);

    /// <summary>Whether it is a document with signatures rather than a bare one.</summary>
    public static bool IsSigned(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("signatures", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether it carries out a framework.</summary>
    public static bool HasParent(AgreementDocument document) =>
        document.Of<InstrumentClause>().Any(clause => clause.Parent is not null);

    /// <summary>Prints all faults but the last; the last one ends the command.</summary>
    public static Failure Refuse(ImmutableArray<Diagnostic> faults)
    {
        foreach (var fault in faults.SkipLast(1)) Failure.Print(fault.Code, Line(fault), fault.Hint);
        return new Failure(faults[^1].Code, Line(faults[^1]), faults[^1].Hint, ExitCode.No);
    }

    public static string Line(Diagnostic fault) => fault.Offset > 0
        ? $"{fault.Message} (at {fault.Pointer} byte {fault.Offset})"
        : $"{fault.Message} (at {fault.Pointer})";
}
