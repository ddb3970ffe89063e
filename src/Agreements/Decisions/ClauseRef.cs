namespace Entente.Agreements.Decisions;

/// <summary>A clause as reasons cite it.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="Version">Its version.</param>
/// <param name="ClauseId">The clause.</param>
/// <param name="SourceArticle">The article that it carries out.</param>
/// <param name="Type">Its type.</param>
public sealed record ClauseRef(string AgreementId, int Version, string ClauseId, string SourceArticle, string Type);
