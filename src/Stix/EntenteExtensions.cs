namespace Entente.Stix;

/// <summary>Ids of the STIX extensions that Entente itself defines.</summary>
public static class EntenteExtensions
{
    /// <summary>
    /// Property extension that makes a marking-definition the marking of one agreement version:
    /// <c>agreement_id</c>, <c>agreement_version</c>, <c>document_sha256</c>, <c>clauses</c>.
    /// </summary>
    public const string AgreementMarking = "extension-definition--8f0d3a52-6d3c-4c1e-9f0b-1f3a6c7e5d21";

    /// <summary>
    /// Declares a type as a custom cyber-observable (<c>new-sco</c>): it stood in observed data of STIX 2.0, where no
    /// declaration was needed.
    /// </summary>
    public const string UpgradedObservable = "extension-definition--3f1b6c0e-7d0a-4d62-8f57-2b9a4c1e0d83";

    /// <summary>
    /// Property extension that makes a marking-definition a classification label: <c>scheme</c>, the policy whose
    /// levels they are, and <c>level</c> (what STANAG 4774 calls policy identifier and classification).
    /// </summary>
    public const string ClassificationMarking = "extension-definition--5b7d2c1e-9a04-4f6b-8e3d-6c1f0a7b9d42";
}
