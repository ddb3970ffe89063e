using System.Text.Json.Nodes;

namespace Entente.Tests.Stix.Upgrade;

/// <summary>Makes valid cyber-observables of STIX 2.0, all types, all properties, as one dictionary.</summary>
internal sealed class Observables20(Choices choices)
{
    public static readonly string[] Types =
    [
        "artifact", "autonomous-system", "directory", "domain-name", "email-addr", "email-message", "file", "ipv4-addr",
        "ipv6-addr", "mac-addr", "mutex", "network-traffic", "process", "software", "url", "user-account",
        "windows-registry-key", "x509-certificate", "x-acme-badge",
    ];

    private readonly Dictionary<string, List<string>> _keys = [];

    public JsonObject Dictionary()
    {
        var types = Types.SelectMany(type => Enumerable.Repeat(type, choices.Next(3) switch { 0 => 1, var n => n }))
            .Select((type, index) => (Key: index.ToString(), Type: type)).ToList();
        foreach (var (key, type) in types)
        {
            if (!_keys.TryGetValue(type, out var keys)) _keys[type] = keys = [];
            keys.Add(key);
        }

        var dictionary = new JsonObject();
        foreach (var (key, type) in types) dictionary[key] = Make(key, type);
        return dictionary;
    }

    private JsonObject Make(string key, string type)
    {
        var body = new JsonObject { ["type"] = type };
        switch (type)
        {
            case "file":
                File(key, body);
                break;
            case "network-traffic":
                Traffic(body);
                break;
            case "process":
                Process(body);
                break;
            case "email-message":
                Message(body);
                break;
            case "x509-certificate":
                Certificate(body);
                break;
            case "user-account":
                Account(body);
                break;
            default:
                Simple(body);
                break;
        }

        choices.Maybe(body, "x_acme_note", () => choices.Text());
        choices.Maybe(body, "x_acme_rank", () => choices.Number());
        choices.Maybe(body, "defanged", () => choices.One<JsonNode>(true, "text of 2.0"));
        return body;
    }

    private JsonNode? One(params ReadOnlySpan<string> types) => choices.One<string>([.. _keys[choices.One(types)]]);

    private JsonArray Many(string type) => choices.List(() => One(type));

    private void Simple(JsonObject body)
    {
        switch ((string)body["type"]!)
        {
            case "artifact":
                choices.Maybe(body, "mime_type", () => "image/jpeg");
                if (choices.Flip())
                {
                    body["url"] = $"https://a.example/{choices.Number()}";
                    body["hashes"] = Hashes();
                }
                else
                {
                    body["payload_bin"] = Convert.ToBase64String(BitConverter.GetBytes(choices.Number()));
                }

                break;
            case "autonomous-system":
                body["number"] = choices.Number();
                choices.Maybe(body, "rir", () => choices.Text());
                break;
            case "directory":
                body["path"] = $"/d/{choices.Number()}";
                choices.Maybe(body, "created", () => choices.Time());
                choices.Maybe(body, "modified", () => choices.Time());
                choices.Maybe(body, "accessed", () => choices.Time());
                choices.Maybe(body, "contains_refs", () => Many("file"));
                choices.Maybe(body, "ctime", () => choices.One<JsonNode>(choices.Text(), choices.Time()));
                break;
            case "domain-name":
                body["value"] = $"d{choices.Number()}.example";
                choices.Maybe(body, "resolves_to_refs", () => Many(choices.One("ipv4-addr", "ipv6-addr")));
                break;
            case "email-addr":
                body["value"] = $"a{choices.Number()}@a.example";
                choices.Maybe(body, "belongs_to_ref", () => One("user-account"));
                break;
            case "ipv4-addr":
                body["value"] = $"10.{choices.Number() / 200 % 200}.{choices.Number() % 200}.{choices.Next(250)}";
                choices.Maybe(body, "belongs_to_refs", () => Many("autonomous-system"));
                break;
            case "ipv6-addr":
                body["value"] = $"2001:db8::{choices.Number()}";
                choices.Maybe(body, "resolves_to_refs", () => Many("mac-addr"));
                break;
            case "mac-addr":
                body["value"] = $"d2:fb:49:24:37:{choices.Next(100):00}";
                break;
            case "mutex":
                body["name"] = choices.Text();
                break;
            default:
                Rest(body);
                break;
        }
    }

    private void Rest(JsonObject body)
    {
        switch ((string)body["type"]!)
        {
            case "software":
                body["name"] = choices.Text();
                choices.Maybe(body, "languages", () => choices.List(() => choices.One("eng", "vie", "en", "haw")));
                choices.Maybe(body, "swid", () => choices.One<JsonNode>(choices.Number(), choices.Text()));
                break;
            case "url":
                body["value"] = $"https://u.example/{choices.Number()}";
                break;
            case "windows-registry-key":
                body["key"] = $"hkey_local_machine\\{choices.Number()}";
                choices.Maybe(body, "values", () => choices.List(() => new JsonObject
                {
                    ["name"] = choices.Text(),
                    ["data_type"] = "REG_SZ",
                }));
                choices.Maybe(body, "modified", () => choices.Time());
                choices.Maybe(body, "creator_user_ref", () => One("user-account"));
                break;
            default:
                body["badge"] = choices.Text();
                choices.Maybe(body, "holder_ref", () => One("user-account"));
                choices.Maybe(body, "door_refs", () => Many("mutex"));
                break;
        }
    }

    private void File(string key, JsonObject body)
    {
        body["name"] = choices.Text();
        choices.Maybe(body, "hashes", () => Hashes());
        choices.Maybe(body, "size", () => choices.Number());
        choices.Maybe(body, "created", () => choices.Time());
        choices.Maybe(body, "modified", () => choices.Time());
        choices.Maybe(body, "accessed", () => choices.Time());
        choices.Maybe(body, "parent_directory_ref", () => One("directory"));
        if (choices.Flip())
        {
            body["is_encrypted"] = true;
            choices.Maybe(body, "encryption_algorithm", () => choices.One("RSA", "AES128-CBC"));
            choices.Maybe(body, "decryption_key", () => choices.Text());
        }

        choices.Maybe(body, "contains_refs", () => Many("url"));
        choices.Maybe(body, "content_ref", () => One("artifact"));
        var extensions = new JsonObject();

        // Archives may contain each other and themselves.
        choices.Maybe(extensions, "archive-ext", () => With(
            new JsonObject { ["contains_refs"] = choices.Flip() ? new JsonArray(key) : Many("file") }, "version"));
        choices.Maybe(extensions, "ntfs-ext", () => new JsonObject
        {
            ["alternate_data_streams"] = new JsonArray(new JsonObject
            {
                ["name"] = choices.Text(),
                ["hashes"] = Hashes(),
            }),
        });
        choices.Maybe(extensions, "raster-image-ext", () => With(
            choices.Flip() ? new JsonObject { ["image_height"] = choices.Number() } : [],
            "image_compression_algorithm",
            always: true));
        choices.Maybe(extensions, "x-acme-ext", () => new JsonObject { ["see_ref"] = One("mutex") });
        choices.Maybe(extensions, "x-acme", () => new JsonObject { ["note"] = choices.Text() });
        if (extensions.Count > 0) body["extensions"] = extensions;
    }

    private void Traffic(JsonObject body)
    {
        body["src_ref"] = One("ipv4-addr", "ipv6-addr");
        choices.Maybe(body, "dst_ref", () => One("ipv4-addr", "domain-name", "mac-addr"));
        body["protocols"] = new JsonArray("tcp");
        choices.Maybe(body, "src_port", () => choices.Number());
        choices.Maybe(body, "src_byte_count", () => choices.Flip() ? choices.Number() : -choices.Number());
        choices.Maybe(body, "src_payload_ref", () => One("artifact"));
        choices.Maybe(body, "encapsulates_refs", () => Many("network-traffic"));
        choices.Maybe(body, "ipfix", () => new JsonObject { ["minimum_ip_total_length"] = choices.Number() });
        var extensions = new JsonObject();
        choices.Maybe(extensions, "http-request-ext", () => new JsonObject
        {
            ["request_method"] = "get",
            ["request_value"] = choices.Text(),
            ["request_header"] = new JsonObject { ["user-agent"] = choices.Text() },
            ["message_body_data_ref"] = One("artifact"),
        });
        choices.Maybe(extensions, "socket-ext", () => With(
            new JsonObject { ["address_family"] = "AF_INET" }, "protocol_family"));
        if (extensions.Count > 0) body["extensions"] = extensions;
    }

    private void Process(JsonObject body)
    {
        if (choices.Flip()) body["name"] = choices.Text();
        else body["arguments"] = choices.List(() => choices.Text());
        choices.Maybe(body, "pid", () => choices.Number());
        choices.Maybe(body, "created", () => choices.Time());
        choices.Maybe(body, "arguments", () => choices.List(() => choices.Text()));
        choices.Maybe(body, "command_line", () => choices.Text());
        choices.Maybe(body, "opened_connection_refs", () => Many("network-traffic"));
        choices.Maybe(body, "creator_user_ref", () => One("user-account"));
        choices.Maybe(body, "binary_ref", () => One("file"));
        choices.Maybe(body, "parent_ref", () => One("process"));
        choices.Maybe(body, "child_refs", () => Many("process"));
        choices.Maybe(body, "extensions", () => new JsonObject
        {
            ["windows-service-ext"] = new JsonObject
            {
                ["service_name"] = choices.Text(),
                ["service_dll_refs"] = Many("file"),
            },
        });
    }

    private void Message(JsonObject body)
    {
        body["is_multipart"] = choices.Flip();
        choices.Maybe(body, "from_ref", () => One("email-addr"));
        choices.Maybe(body, "to_refs", () => Many("email-addr"));
        choices.Maybe(body, "subject", () => choices.Text());
        choices.Maybe(body, "date", () => choices.Time());
        choices.Maybe(body, "additional_header_fields", () => new JsonObject
        {
            ["x-mailer"] = choices.Text(),
            ["reply-to"] = choices.List(() => choices.Text()),
        });
        if (!(bool)body["is_multipart"]!) choices.Maybe(body, "body", () => choices.Text());
        else
        {
            choices.Maybe(body, "body_multipart", () => new JsonArray(
                new JsonObject { ["body"] = choices.Text() },
                new JsonObject { ["body_raw_ref"] = One("artifact", "file") }));
        }
    }

    private void Certificate(JsonObject body)
    {
        choices.Maybe(body, "hashes", () => Hashes());
        choices.Maybe(body, "serial_number", () => choices.Text());
        body["subject"] = choices.Text();
        choices.Maybe(body, "validity_not_before", () => choices.Time());
        choices.Maybe(body, "x509_v3_extensions", () => new JsonObject { ["key_usage"] = choices.Text() });
    }

    private void Account(JsonObject body)
    {
        body["user_id"] = choices.Text();
        choices.Maybe(body, "account_type", () => "unix");
        choices.Maybe(body, "password_last_changed", () => choices.Time());
        choices.Maybe(body, "display_name", () => choices.Text());
        choices.Maybe(body, "extensions", () => new JsonObject
        {
            ["unix-account-ext"] = new JsonObject { ["shell"] = choices.Text() },
        });
    }

    private JsonObject With(JsonObject body, string name, bool always = false)
    {
        if (always || choices.Flip()) body[name] = choices.Text();
        return body;
    }

    private JsonObject Hashes()
    {
        var hashes = new JsonObject { ["MD5"] = choices.Hex(32) };
        choices.Maybe(hashes, "ssdeep", () => $"3:a{choices.Number()}:b");
        choices.Maybe(hashes, "SHA-224", () => choices.Hex(56));
        return hashes;
    }
}
