using System.Text.Json;
using Entente.Stix.Json;
using Entente.Stix.Validation.Schema;

namespace Entente.Stix.Validation;

/// <summary>Checks values against the types that the tables give them, while the object is walked.</summary>
internal sealed class ValueChecker(ObjectChecker owner, Findings findings, ObservableScope? scope)
{
    private const string Types = "STIX 2.1 §2";

    /// <summary>2^53 - 1 (STIX 2.1 §2.10).</summary>
    private const long IntegerMax = (1L << 53) - 1;

    public void Check(ref JsonWalk walk, DataType type)
    {
        switch (type.Kind)
        {
            case ValueKind.List:
                CheckList(ref walk, type.Item!);
                break;
            case ValueKind.Dictionary:
                CheckDictionary(ref walk, type.Item!);
                break;
            case ValueKind.Hashes:
                CheckHashes(ref walk);
                break;
            case ValueKind.Object:
                if (Is(ref walk, JsonTokenType.StartObject, "an object")) owner.CheckMembers(ref walk, type.Name);
                break;
            case ValueKind.Extensions:
                if (Is(ref walk, JsonTokenType.StartObject, "a dictionary of extensions"))
                {
                    owner.CheckExtensions(ref walk);
                }

                break;
            case ValueKind.Observable:
                if (Is(ref walk, JsonTokenType.StartObject, "a cyber-observable object"))
                {
                    owner.CheckObservable(ref walk);
                }

                break;
            case ValueKind.Any:
                CheckAny(ref walk);
                break;
            case ValueKind.Boolean:
                if (walk.Token is not (JsonTokenType.True or JsonTokenType.False)) Wrong(ref walk, "`true` or `false`");
                break;
            case ValueKind.Integer:
            case ValueKind.Float:
                CheckNumber(ref walk, type);
                break;
            default:
                if (Is(ref walk, JsonTokenType.String, "a string")) CheckText(ref walk, type);
                break;
        }
    }

    /// <summary>
    /// Passes over a value whose type nothing fixes. A property that is an empty list is forbidden whatever its name
    /// (§2.12); inside a structure of somebody else's making it is only advised against.
    /// </summary>
    public void CheckAny(ref JsonWalk walk, bool isProperty = false)
    {
        if (walk.Token == JsonTokenType.StartArray)
        {
            var items = 0;
            for (; walk.Read() && walk.Token != JsonTokenType.EndArray; items++) CheckAny(ref walk);
            if (items > 0) return;
            if (isProperty) Empty(ref walk, "list-empty", "a list", "§2.12");
            else findings.Warn(walk, "list-empty", "a list is empty", "leave the property out instead", "§2.12");
        }
        else if (walk.Token == JsonTokenType.StartObject)
        {
            // Names of hashes have their own spelling.
            var hasKeys = scope is not null && !walk.Name.SequenceEqual("hashes"u8);
            while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
            {
                if (hasKeys) CheckKey20(ref walk, walk.Text(), isFree: true);
                if (walk.Read()) CheckAny(ref walk);
            }
        }
    }

    private void CheckList(ref JsonWalk walk, DataType item)
    {
        if (!Is(ref walk, JsonTokenType.StartArray, "a list")) return;
        var items = 0;
        for (; walk.Read() && walk.Token != JsonTokenType.EndArray; items++) Check(ref walk, item);
        if (items == 0) Empty(ref walk, "list-empty", "a list", "§2.12");
    }

    private void CheckDictionary(ref JsonWalk walk, DataType item)
    {
        if (!Is(ref walk, JsonTokenType.StartObject, "a dictionary")) return;
        var keys = 0;
        for (; walk.Read() && walk.Token == JsonTokenType.PropertyName; keys++)
        {
            CheckKey(ref walk, item);
            if (!walk.Read()) return;
            if (item.Kind == ValueKind.Format) CheckAny(ref walk);
            else Check(ref walk, item);
        }

        if (keys == 0) Empty(ref walk, "dictionary-empty", "a dictionary", "§2.4");
    }

    private void CheckKey(ref JsonWalk walk, DataType item)
    {
        var key = walk.Text();
        if (item.Kind == ValueKind.Observable) return;
        if (!Formats.IsDictionaryKey(key))
        {
            findings.Error(
                walk,
                "dictionary-key",
                $"`{key}` is not a dictionary key",
                "use 1 to 250 of a-z, A-Z, 0-9, `-`, `_`",
                "§2.4");
        }
        else if (item is { Kind: ValueKind.Dictionary } && walk.Depth == 2 && !Vocabularies.IsLanguageTag(key))
        {
            findings.Error(
                walk, "language-tag", $"`{key}` is not a language", "use an RFC 5646 tag such as `vi`", "§7.1");
        }

        if (item.Kind == ValueKind.Format && item.Name == "socket-option" && !Formats.IsSocketOption(key))
        {
            findings.Warn(
                walk,
                "socket-option",
                $"`{key}` is not a socket option",
                "use a name such as `SO_ACCEPTCONN`",
                "§6.12.4");
        }

        if (item.Kind == ValueKind.Format && item.Name == "pdf-information" && !Formats.IsPdfInformationKey(key))
        {
            findings.Warn(
                walk,
                "pdf-information-key",
                $"`{key}` is not a PDF information key",
                "use a key such as `Title`",
                "§6.7.4");
        }

        if (owner.IsVersion20) CheckKey20(ref walk, key, item.Kind == ValueKind.Any);
    }

    private void CheckKey20(ref JsonWalk walk, string key, bool isFree)
    {
        if (key.Length > 30)
        {
            findings.Warn(
                walk,
                "dictionary-key-length",
                $"the key `{key}` is longer than 30",
                "shorten it",
                "STIX 2.0 part 3 §2.3");
        }

        if (key.Any(char.IsAsciiLetterUpper) && isFree)
        {
            findings.Warn(
                walk,
                "dictionary-key-case",
                $"the key `{key}` is not in lower case",
                "use lower case",
                "STIX 2.0 part 3 §2.3");
        }
    }

    private void CheckHashes(ref JsonWalk walk)
    {
        if (!Is(ref walk, JsonTokenType.StartObject, "a dictionary of hashes")) return;
        var count = 0;
        for (; walk.Read() && walk.Token == JsonTokenType.PropertyName; count++)
        {
            var algorithm = walk.Text();
            var known = Vocabularies.Has("hash-algorithm-ov", algorithm) || owner.IsHash20(algorithm);
            if (!known && !algorithm.StartsWith("x_", StringComparison.Ordinal))
            {
                findings.Warn(
                    walk,
                    "hash-algorithm-ov",
                    $"`{algorithm}` is not in the vocabulary of hash algorithms",
                    $"use one of {Vocabularies.List("hash-algorithm-ov")}",
                    "§2.8");
            }

            if (algorithm.Length < 3 || !Formats.IsDictionaryKey(algorithm))
            {
                findings.Error(
                    walk,
                    "dictionary-key",
                    $"`{algorithm}` is not a key of hashes",
                    "use 3 to 250 of a-z, A-Z, 0-9, `-`, `_`",
                    "§2.8");
            }

            if (!walk.Read()) return;
            if (!Is(ref walk, JsonTokenType.String, "a string") || Formats.IsHash(algorithm, walk.Text())) continue;
            findings.Error(
                walk,
                "hash-form",
                $"`{walk.Text()}` is not a {algorithm} hash",
                "check the digits and their count",
                "§2.8");
        }

        if (count == 0) Empty(ref walk, "dictionary-empty", "a dictionary", "§2.8");
    }

    private void CheckNumber(ref JsonWalk walk, DataType type)
    {
        if (!Is(ref walk, JsonTokenType.Number, "a number")) return;
        if (type.Kind == ValueKind.Integer && !IsInteger(ref walk)) return;
        if (walk.TryGetDouble(out var value) && (value < type.Min || value > type.Max))
        {
            findings.Error(
                walk, "number-range", $"`{value}` is not from {type.Min} to {type.Max}", null, owner.Section);
        }
    }

    /// <summary>Whole, and exact in every program that reads JSON numbers as binary64.</summary>
    private bool IsInteger(ref JsonWalk walk)
    {
        var isWhole = walk.TryGetInt64(out var value);
        if (isWhole && value is >= -IntegerMax and <= IntegerMax) return true;
        if (isWhole || walk.Raw.IndexOfAny(".eE"u8) < 0)
        {
            findings.Error(
                walk,
                "number-range",
                $"the value is not from -{IntegerMax} to {IntegerMax}",
                "no larger number is exact everywhere; write it as a string, where the standard allows one",
                "§2.10");
        }
        else
        {
            findings.Error(
                walk, "property-type", "the value is not a whole number", "write it without a fraction", "§2.10");
        }

        return false;
    }

    private void CheckText(ref JsonWalk walk, DataType type)
    {
        switch (type.Kind)
        {
            case ValueKind.Timestamp when !StixTimestamp.TryParse(walk.TextUtf8, out _):
                findings.Error(
                    walk,
                    "timestamp-form",
                    $"`{walk.Text()}` is not a timestamp",
                    "write UTC as `2016-01-20T12:31:12.123Z`",
                    "§2.16");
                break;
            case ValueKind.Identifier:
                CheckIdentifier(ref walk, type);
                break;
            case ValueKind.Binary when !Formats.IsBase64(walk.Text()):
                findings.Error(walk, "binary-form", "the value is not base64", "encode it by RFC 4648 §4", "§2.1");
                break;
            case ValueKind.Hex when !Formats.IsHex(walk.Text()):
                findings.Error(
                    walk, "hex-form", $"`{walk.Text()}` is not hexadecimal", "write two digits for each byte", "§2.7");
                break;
            case ValueKind.Enumeration when !Vocabularies.Has(type.Name, walk.TextUtf8):
                findings.Error(
                    walk,
                    type.Name,
                    $"`{walk.Text()}` is not in {type.Name}",
                    $"use one of {Vocabularies.List(type.Name)}",
                    "§10");
                break;
            case ValueKind.OpenVocabulary when !Vocabularies.Has(type.Name, walk.TextUtf8):
                CheckOutsideVocabulary(walk, type);
                break;
            case ValueKind.Format when Formats.Find(type.Name) is { } format && !format.Holds(walk):
                findings.Add(
                    format.Severity,
                    format.Code,
                    walk.Pointer(),
                    walk.Start,
                    $"`{walk.Text()}` is not {format.Expected}",
                    $"write {format.Expected}",
                    format.Section);
                break;
        }
    }

    private void CheckOutsideVocabulary(in JsonWalk walk, DataType type)
    {
        var text = walk.Text();
        findings.Warn(
            walk, type.Name, $"`{text}` is not in {type.Name}", $"use one of {Vocabularies.List(type.Name)}", "§10");
        if (Formats.IsLowerWithHyphens(text) || !Vocabularies.IsLowerWithHyphens(type.Name)) return;
        findings.Warn(walk, "open-vocab-form", $"`{text}` is not lower case with hyphens", "write it so", "§2.13");
    }

    private void CheckIdentifier(ref JsonWalk walk, DataType type)
    {
        string named;
        if (scope is not null)
        {
            if (!scope.TryGet(walk.Text(), out var local))
            {
                findings.Error(
                    walk,
                    "reference-dangling",
                    $"`{walk.Text()}` names no object of the observed data",
                    "name a key of `objects`",
                    "STIX 2.0 part 3 §2.2");
                return;
            }

            named = local;
        }
        else if (!StixId.TryGetType(walk.TextUtf8, out var found))
        {
            findings.Error(
                walk, "reference-form", $"`{walk.Text()}` is not an id", "write `type--uuid` in lower case", "§2.9");
            return;
        }
        else
        {
            if (type.Targets.IsEmpty) return;
            named = StixTypes.Intern(found);
        }

        if (type.Targets.IsEmpty) return;
        foreach (var target in type.Targets)
        {
            if (Matches(target, named)) return;
        }

        findings.Error(
            walk,
            "reference-type",
            $"`{walk.Text()}` does not name one of: {string.Join(", ", type.Targets)}",
            "name such an object",
            owner.Section);
    }

    private static bool Matches(string target, string named)
    {
        if (target == named) return true;
        var family = StixTypes.KindOf(named);
        return target switch
        {
            "sdo" => family == ObjectKind.DomainObject,
            "sro" => family == ObjectKind.RelationshipObject,
            "sco" => family == ObjectKind.CyberObservable,
            "custom" => family == ObjectKind.Custom && named != "bundle",
            _ => false,
        };
    }

    private bool Is(ref JsonWalk walk, JsonTokenType token, string expected)
    {
        if (walk.Token == token) return true;
        Wrong(ref walk, expected);
        return false;
    }

    private void Wrong(ref JsonWalk walk, string expected)
    {
        findings.Error(walk, "property-type", $"the value is not {expected}", $"write {expected}", Types);
        walk.Skip();
    }

    private void Empty(ref JsonWalk walk, string code, string what, string section) =>
        findings.Error(walk, code, $"{what} is empty", "leave the property out instead", section);
}
