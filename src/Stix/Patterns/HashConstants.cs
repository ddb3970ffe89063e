namespace Entente.Stix.Patterns;

/// <summary>A constant that is compared with a hash has the form of that hash (STIX 2.1 §10.7).</summary>
internal static class HashConstants
{
    private const int SsdeepCharsMax = 128;

    /// <summary>
    /// Reports constants that no value of that hash can be equal to. Wildcards and regular expressions are free.
    /// </summary>
    public static void Check(PropertyTest test, int position, PatternTokens tokens)
    {
        if (test.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual or ComparisonOperator.In))
        {
            return;
        }

        var last = test.Path.Steps[^1];
        if (last.Kind != PathStepKind.Key || !test.Path.Steps.Any(step => step.Name == "hashes")) return;
        foreach (var constant in test.Constants)
        {
            if (constant.Kind != PatternConstantKind.String || Fits(last.Name, constant.StringValue)) continue;
            var message = $"`{Shorten(constant.StringValue)}` is no {last.Name} hash";
            tokens.Error("pattern-hash", position, message, null, "STIX 2.1 §10.7");
            return;
        }
    }

    private static string Shorten(string value) => value.Length <= 40 ? value : value[..40] + "…";

    private static bool Fits(string algorithm, string value) =>
        algorithm.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal) switch
        {
            "MD5" => IsHex(value, 32),
            "MD6" => IsHex(value, 32, 40, 56, 64, 96, 128),
            "RIPEMD160" or "SHA1" => IsHex(value, 40),
            "SHA224" or "SHA3224" => IsHex(value, 56),
            "SHA256" or "SHA3256" => IsHex(value, 64),
            "SHA384" or "SHA3384" => IsHex(value, 96),
            "SHA512" or "SHA3512" or "WHIRLPOOL" => IsHex(value, 128),
            "SSDEEP" => value.Length is >= 1 and <= SsdeepCharsMax
                && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '+' or ':' or '.'),
            _ => true,
        };

    private static bool IsHex(string value, params ReadOnlySpan<int> lengths) =>
        lengths.Contains(value.Length) && value.All(char.IsAsciiHexDigit);
}
