using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>The clause vocabulary: one line a type.</summary>
internal static class ClauseRegistry
{
    private static readonly FrozenDictionary<string, Func<ClauseHeader, ParameterReader, Clause>> Built =
        new Dictionary<string, Func<ClauseHeader, ParameterReader, Clause>>
        {
            ["instrument"] = InstrumentClause.Read,
            ["validity"] = ValidityClause.Read,
            ["parties"] = PartiesClause.Read,
            ["purpose"] = PurposeClause.Read,
            ["informationScope"] = InformationScopeClause.Read,
            ["marking"] = MarkingClause.Read,
            ["releasability"] = ReleasabilityClause.Read,
            ["onwardRelease"] = OnwardReleaseClause.Read,
            ["sourceProtection"] = SourceProtectionClause.Read,
            ["survival"] = SurvivalClause.Read,
            ["arrangementApproval"] = ArrangementApprovalClause.Read,
            ["classification"] = ClassificationClause.Read,
            ["originatorControl"] = OriginatorControlClause.Read,
            ["permittedActions"] = PermittedActionsClause.Read,
            ["access"] = AccessClause.Read,
            ["contractors"] = ContractorsClause.Read,
            ["minimisation"] = MinimisationClause.Read,
            ["transmission"] = TransmissionClause.Read,
            ["storage"] = StorageClause.Read,
            ["accounting"] = AccountingClause.Read,
            ["retention"] = RetentionClause.Read,
            ["notification"] = NotificationClause.Read,
            ["compromise"] = CompromiseClause.Read,
            ["reclassifyRecall"] = ReclassifyRecallClause.Read,
            ["requestForInformation"] = RequestForInformationClause.Read,
            ["assurance"] = AssuranceClause.Read,
            ["disputeSuspend"] = DisputeSuspendClause.Read,
            ["generalTerms"] = GeneralTermsClause.Read,
        }.ToFrozenDictionary();

    /// <summary>Reads one clause; null when its type cannot be carried out.</summary>
    public static Clause? Read(ParameterReader reader, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var type = reader.Text("type");
        var header = ReadHeader(reader, type);
        var parameters = reader.Object("parameters");
        if (!Built.TryGetValue(type, out var read))
        {
            reader.Fault(
                "clause-unknown", "type", $"`{type}` is not a clause type",
                "nothing is released under an agreement of which a part would be ignored");
            return null;
        }

        reader.Finish();
        var before = diagnostics.Count;
        var clause = read(header, parameters);
        parameters.Finish();
        return diagnostics.Count == before ? clause : null;
    }

    private static ClauseHeader ReadHeader(ParameterReader reader, string type)
    {
        var id = reader.Text("id", text => text.Length is > 0 and <= 40 && text.All(char.IsAsciiLetterOrDigit));
        var article = reader.Text("sourceArticle");
        var digest = reader.Text("sourceTextSha256", text => text.Length == 64 && text.All(char.IsAsciiHexDigitLower));
        if (reader.OptionalText("sourceText") is { } quote
            && Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(quote))) != digest)
        {
            reader.Fault("source-text-changed", "sourceText", "the quoted text does not have the hash that is stated for it");
        }

        var applies = reader.OptionalObject("appliesTo");
        var from = applies?.Texts("from") ?? [];
        var to = applies?.Texts("to") ?? [];
        applies?.Finish();
        return new ClauseHeader(id, type, article, digest, from, to, reader.Pointer);
    }
}
