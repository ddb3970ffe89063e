namespace Entente.Stix;

/// <summary>Ids of the STIX extensions that Entente itself defines.</summary>
public static class EntenteExtensions
{
    /// <summary>
    /// Property extension that makes a marking-definition the marking of one agreement version:
    /// <c>agreement_id</c>, <c>agreement_version</c>, <c>document_sha256</c>, <c>clauses</c>.
    /// </summary>
    public const string AgreementMarking = "extension-definition--8f0d3a52-6d3c-4c1e-9f0b-1f3a6c7e5d21";
}
