namespace Entente.Cli.Agreements;

/// <summary>The id of an agreement as people type it: whole, or by the name that lists show.</summary>
internal static class AgreementId
{
    /// <summary>What all ids begin with.</summary>
    public const string Prefix = "urn:entente:agreement:";

    /// <summary>The whole id, fit for a path.</summary>
    public static string InPath(string typed) =>
        Uri.EscapeDataString(typed.Contains(':', StringComparison.Ordinal) ? typed : Prefix + typed);
}
