using System.Collections.Frozen;
using System.Text.Json;

namespace Entente.Tests.Stix;

/// <summary>
/// Where the text of the standard says another thing than the recorded vectors: each with its section. The tests of the
/// library and of the built command both read this.
/// </summary>
internal static class VectorDepartures
{
    /// <summary>Lines whose verdict the text of the standard contradicts: the section, and what it says.</summary>
    public static FrozenDictionary<int, string> Validation { get; } = new Dictionary<int, string>
    {
        [29] = "part 5 §2.0: the prefix of custom types in patterns is a SHOULD",
        [31] = "as line 29",
        [347] = "§6.12.4: options are named by their prefix, which `SO_TEST` has; no list of them is given",
        [499] = "§11.2: the prefix of custom types is a SHOULD, in patterns too",
        [501] = "as line 499",
        [312] =
            "§3.1: names of properties MUST only contain a-z, 0-9 and underscore, so `my_new_property!` is an error",
        [358] = "§7.3.2: a top-level property extension may extend any object, cyber-observables included",
        [359] = "§7.3.2: what such an extension declares is no undeclared property",
        [360] = "§7.3.2: as line 359",
        [361] = "§7.3.2: as line 358",
        [362] = "§7.3.2: as line 359",
        [363] = "§7.3.2: as line 359",
        [364] = "§7.3.2: as line 358",
    }.ToFrozenDictionary();

    /// <summary>
    /// A slip in the vectors that the text makes an error: a UUID has 36 characters (§2.9). It is mended, so that the
    /// verdict is still about what the vector was written for.
    /// </summary>
    private static readonly (string Slip, string Mended)[] Slips =
    [
        ("ipv4-addr--e42c19c8-f9fe-5ae9-9fc8-22c398f78fb\"", "ipv4-addr--e42c19c8-f9fe-5ae9-9fc8-22c398f78fb0\""),
    ];

    /// <summary>
    /// STIX 2.1 §9.5.1 gives one observation expression each kind of qualifier once. The matcher that these were
    /// recorded from does not check it; the validator that the other vectors were recorded from does.
    /// </summary>
    public static FrozenSet<string> TwiceQualified { get; } = FrozenSet.Create(
        "[person:age < 20] REPEATS 2 TIMES REPEATS 2 TIMES",
        "[person:age < 20] REPEATS 2 TIMES REPEATS 3 TIMES");

    /// <summary>
    /// STIX 2.1 §9.5.1: in a window, the latest timestamp must not be equal to the earliest one plus the window. In
    /// these it is equal, and the matcher that they were recorded from lets it be. Each is told by its pattern and by
    /// a timestamp of its observations.
    /// </summary>
    private static readonly (string Pattern, string First)[] EndsWithTheWindow =
    [
        ("([person:name = 'alice'] AND [person:name < 'carol']) WITHIN 5 SECONDS", "1994-11-29T13:37:57Z"),
        ("([person:name='alice'] AND [person:name='bob']) WITHIN 1 SECONDS", "2000-01-01T00:00:02Z"),
    ];

    /// <summary>Whether a vector of the matcher ends exactly with its window.</summary>
    public static bool EndsAtItsWindow(JsonElement vector) => Array.Exists(EndsWithTheWindow, listed =>
        listed.Pattern == vector.GetProperty("pattern").GetString()
        && vector.GetProperty("observations").GetRawText().Contains(
            $"\"first_observed\": \"{listed.First}\"", StringComparison.Ordinal));

    /// <summary>The object of a vector with its slips mended.</summary>
    public static string Mend(string json) =>
        Slips.Aggregate(json, (text, slip) => text.Replace(slip.Slip, slip.Mended, StringComparison.Ordinal));
}
