using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Entente.Agreements.Documents;
using Entente.Agreements.Drafting;
using Entente.Agreements.Signatures;
using Entente.Cli.Output;
using Entente.Stix;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary>
/// <c>entente agreement check FILE</c>: everything that is wrong with a draft, at once; apart from that, warnings and
/// whose signature is missing.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "the draft, or a signed document" };
        var parent = Rehearsal.ParentOption();
        var json = new Option<bool>("--json") { Description = "print JSON for programs" };
        var command = new Command("check", "check a draft: every fault at once, warnings, signatures")
        {
            file, parent, json,
        };
        command.SetAction(parsed => Failure.GuardAsync(() =>
        {
            var bytes = File.ReadAllBytes(parsed.GetValue(file)!.FullName);
            var signed = AgreementFile.IsSigned(bytes) ? AgreementFile.Read(parsed.GetValue(file)!) : null;
            var text = signed?.Document.Canonical ?? bytes;
            var frameworks = Rehearsal.Frameworks(parsed.GetValue(parent));
            var faults = DraftCheck.Run(text, frameworks);
            var document = faults.IsEmpty ? AgreementDocument.Read(text, out _) : null;
            var warnings = document is null ? [] : DraftCheck.Warnings(document, TimeProvider.System.GetUtcNow());
            if (document is not null && frameworks is null && AgreementFile.HasParent(document))
            {
                warnings = warnings.Add(new Diagnostic(
                    "parent-unchecked", Severity.Warning, "/clauses", 0, "its framework was not looked at",
                    "give `--parent FILE`"));
            }

            var signatures = document is null ? [] : (signed ?? SignedAgreement.Unsigned(document)).Verify();
            var code = faults.IsEmpty ? ExitCode.Ok : ExitCode.No;
            return Task.FromResult(parsed.GetValue(json)
                ? JsonPrinter.Print(Render(document, faults, warnings, signatures), code)
                : Print(document, faults, warnings, signatures, code));
        }));
        return command;
    }

    private static JsonElement Render(
        AgreementDocument? document, ImmutableArray<Diagnostic> faults, ImmutableArray<Diagnostic> warnings,
        IReadOnlyList<PartySignature> signatures) => JsonSerializer.SerializeToElement(new
        {
            id = document?.Id,
            version = document?.Version,
            sha256 = document?.Digest.ToHex(),
            faults = faults.Select(Render),
            warnings = warnings.Select(Render),
            signatures = signatures
                .Select(party => new { party = party.Party, fault = party.Fault, detail = party.Detail }),
        });

    private static object Render(Diagnostic found) => new
    {
        code = found.Code, pointer = found.Pointer, offset = found.Offset, message = found.Message, hint = found.Hint,
    };

    private static int Print(
        AgreementDocument? document, ImmutableArray<Diagnostic> faults, ImmutableArray<Diagnostic> warnings,
        IReadOnlyList<PartySignature> signatures, int code)
    {
        foreach (var fault in faults) Failure.Print(fault.Code, AgreementFile.Line(fault), fault.Hint);
        foreach (var warning in warnings)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{warning.Code}[/] {AgreementFile.Line(warning)}");
        }

        foreach (var party in signatures)
        {
            AnsiConsole.MarkupLineInterpolated($"{party.Party}: {party.Fault ?? "signed"}");
        }

        if (document is null)
        {
            AnsiConsole.WriteLine($"{faults.Length} faults");
            return code;
        }

        AnsiConsole.MarkupLineInterpolated(
            $"[green]no fault[/] in {document.ToString()}, sha256 {document.Digest.ToHex()}");
        return code;
    }
}
