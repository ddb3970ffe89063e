namespace Entente.Exchange;

/// <summary>What a person gives as the reason for an act, for the record.</summary>
internal static class ReasonText
{
    /// <summary>How long it may be, in characters.</summary>
    public const int CharsMax = 2_000;

    /// <summary>What is wrong with it, as a code and a text; null when nothing is.</summary>
    public static (string Code, string Message)? Fault(string reason, bool isNeeded)
    {
        if (isNeeded && string.IsNullOrWhiteSpace(reason)) return ("reason-missing", "it is said why, for the record");
        return reason.Length > CharsMax
            ? ("reason-too-long", $"a reason has at most {CharsMax} characters")
            : null;
    }
}
