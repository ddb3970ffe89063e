using System.Text.Json.Nodes;
using Entente.Stix.Validation;
using Entente.Stix.Validation.Schema;

namespace Entente.Stix.Upgrade;

/// <summary>What changed in cyber-observables from STIX 2.0 part 4 to STIX 2.1 §6, references apart.</summary>
internal static class ObservableUpgrade
{
    /// <summary>Names that an observable of 2.0 could use freely and that mean something in 2.1 (§3.2).</summary>
    private static readonly string[] TakenNames = ["id", "spec_version"];

    public static void Apply(UpgradeDraft draft)
    {
        foreach (var name in TakenNames) draft.Keep(name, "STIX 2.1 §3.2");
        HashNames.UpgradeAll(draft, draft.Body, []);
        foreach (var row in Changes21.InExtensions.Where(row => row.Type == draft.Type))
        {
            if (UpgradeJson.Inner(draft.Body, "extensions", row.Extension) is { } extension && extension.ContainsKey(row.Name))
            {
                draft.KeepInner(extension, ["extensions", row.Extension, row.Name], row.To, row.Section);
            }
        }

        foreach (var (from, to, section) in Changes21.RenamesOf(draft.Type)) draft.Rename(from, to, section);
        foreach (var row in Changes21.Homeless.Where(row => row.Type == draft.Type))
        {
            draft.Keep(row.Name, row.Section);
        }

        ApplyOwn(draft);
        KeepUnlawfulExtensions(draft);
        if (StixTypes.KindOf(draft.Type) != ObjectKind.CyberObservable) DeclareType(draft);
    }

    /// <summary>
    /// A process must have one property of 2.1 at least. If it had only its arguments, they are its command line.
    /// </summary>
    public static void CompleteProcess(UpgradeDraft draft, string? name)
    {
        const string Section = "STIX 2.1 §6.13";
        var wanted = Standard.Version21["process"].Rules.First(rule => rule.Kind == RowRuleKind.AtLeastOne).Names;
        var has = wanted.Any(draft.Body.ContainsKey);
        if (has || UpgradeJson.AsTexts(draft.Body[$"{Changes21.KeptPrefix}arguments"]) is not { } arguments) return;
        string line = string.Join(' ', name is null ? arguments : [name, .. arguments]);
        draft.Put("type", "command_line", line);
        draft.FollowTo(
            ["arguments"], (draft, [$"{Changes21.KeptPrefix}arguments"]), (draft, ["command_line"]));
        draft.Report(
            "process-command-line",
            UpgradeChangeKind.Assumed,
            "/command_line",
            null,
            line,
            "the arguments stand for the command line, since nothing else is known",
            Section);
    }

    private static void ApplyOwn(UpgradeDraft draft)
    {
        switch (draft.Type)
        {
            case "email-message":
                WrapHeaders(draft, draft.Body, [], "additional_header_fields", "STIX 2.1 §6.6");
                break;
            case "network-traffic":
                if (UpgradeJson.Inner(draft.Body, "extensions", "http-request-ext") is { } request)
                {
                    WrapHeaders(
                        draft, request, ["extensions", "http-request-ext"], "request_header", "STIX 2.1 §6.12.2");
                }

                foreach (var name in (string[])["src_byte_count", "dst_byte_count", "src_packets", "dst_packets"])
                {
                    if (IsNegative(draft.Body[name])) draft.Keep(name, "STIX 2.1 §6.12");
                }

                break;
            case "software":
                ShortenLanguages(draft);
                break;
        }
    }

    /// <summary>A header can occur more than once, so its value is always a list in 2.1.</summary>
    private static void WrapHeaders(
        UpgradeDraft draft, JsonObject owner, string[] path, string name, string section)
    {
        if (owner[name] is not JsonObject headers) return;
        foreach (var header in headers.Select(member => member.Key).ToList())
        {
            if (UpgradeJson.AsText(headers[header]) is not { } value) continue;
            headers[header] = UpgradeJson.ListOf([value]);
            var pointer = string.Concat(path.Append(name).Append(header)
                .Select(step => $"/{Json.JsonPointer.Escape(step)}"));
            draft.Report(
                "header-list",
                UpgradeChangeKind.Moved,
                pointer,
                value,
                headers[header],
                "the value of a header is a list",
                section);
        }
    }

    private static bool IsNegative(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var number) && number < 0;

    // 2.0 wanted ISO 639-2, three letters; 2.1 wants RFC 5646, where a language with two letters has only those.
    private static void ShortenLanguages(UpgradeDraft draft)
    {
        const string Section = "STIX 2.1 §6.14";
        if (UpgradeJson.AsTexts(draft.Body["languages"]) is not { } languages) return;
        var tags = languages.Select(LanguageCodes.ToTag).ToList();
        if (!tags.TrueForAll(Vocabularies.IsLanguageTag))
        {
            draft.Keep("languages", Section);
            return;
        }

        if (tags.SequenceEqual(languages)) return;
        var before = draft.Body["languages"];
        draft.Body["languages"] = UpgradeJson.ListOf(tags);
        draft.Report(
            "language-tags",
            UpgradeChangeKind.Moved,
            "/languages",
            before,
            draft.Body["languages"],
            "languages are named as RFC 5646 does",
            Section);
    }

    private static void KeepUnlawfulExtensions(UpgradeDraft draft)
    {
        if (draft.Body["extensions"] is not JsonObject extensions) return;
        foreach (var key in extensions.Select(member => member.Key).ToList())
        {
            var isLawful = key.EndsWith("-ext", StringComparison.Ordinal) && StixId.IsTypeName(key);
            if (extensions[key] is JsonObject { Count: 0 })
            {
                // Nothing was in it but what moved elsewhere.
                extensions.Remove(key);
                draft.Follow(["extensions", key], Array.Empty<string[]>());
            }
            else if (!isLawful && !StixId.IsOfType(key, "extension-definition"))
            {
                KeepExtension(draft, extensions, key);
            }
        }

        if (extensions.Count == 0) draft.Body.Remove("extensions");
    }

    // In 2.1 an extension is named by the id of its definition; an old name passes only if it ends in `-ext` (§7.3).
    private static void KeepExtension(UpgradeDraft draft, JsonObject extensions, string key)
    {
        var name = $"{Changes21.KeptPrefix}extensions";
        var value = extensions[key];
        extensions.Remove(key);
        if (draft.Body[name] is not JsonObject kept) draft.Put(null, name, kept = []);
        kept[key] = value;
        draft.Follow(["extensions", key], [name, key]);
        draft.Report(
            "extension-kept",
            UpgradeChangeKind.Kept,
            $"/extensions/{Json.JsonPointer.Escape(key)}",
            value,
            value,
            $"the extension `{key}` is kept in `{name}`",
            "STIX 2.1 §7.3");
    }

    // Without this the type would pass for a domain object, which needs a creator's times (§7.3, §11.2).
    private static void DeclareType(UpgradeDraft draft)
    {
        if (draft.Body["extensions"] is not JsonObject extensions)
        {
            draft.Body["extensions"] = extensions = [];
        }

        extensions[EntenteExtensions.UpgradedObservable] = new JsonObject { ["extension_type"] = "new-sco" };
        draft.Report(
            "custom-observable",
            UpgradeChangeKind.Moved,
            "/type",
            draft.Type,
            EntenteExtensions.UpgradedObservable,
            $"`{draft.Type}` is declared as a custom cyber-observable",
            "STIX 2.1 §7.3");
    }
}
