using Entente.Transparency;

namespace Entente.Tests.Transparency;

/// <summary>The published test log of Tessera: fifteen entries, a key pair, roots, signatures and proofs.</summary>
internal static class TesseraLog
{
    public const string Origin = "example.com/log/testdata";
    public const string PrivateKey =
        "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";
    public const string PublicKey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    public const string Signature15 =
        "M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=";
    public const string Signature0 =
        "M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=";
    public const string Root15 = "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=";

    public static string[] Entries { get; } =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf", "threeten",
        "fourten", "fivten",
    ];

    public static string Checkpoint15 { get; } = $"{Origin}\n15\n{Root15}\n";

    public static string Note15 { get; } = $"{Checkpoint15}\n\u2014 {Origin} {Signature15}\n";

    public static string Note0 { get; } =
        $"{Origin}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 {Origin} {Signature0}\n";

    public static MemoryLog Open() => MemoryLog.Of(Entries);

    public static Hash ToHash(string base64) =>
        Hash.TryParseBase64(base64, out var hash) ? hash : throw new FormatException(base64);

    public static Hash[] Hashes(params string[] base64) => [.. base64.Select(ToHash)];
}
