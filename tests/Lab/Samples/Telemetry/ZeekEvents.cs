using System.Globalization;
using System.Text.Json.Nodes;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Telemetry;

/// <summary>
/// Makes harmless records in the shape of Zeek's JSON logs. Clients stand in 192.0.2.0/24 and 2001:db8:1::/64, servers
/// in 198.51.100.0/26; no value of the campaign occurs.
/// </summary>
internal sealed class ZeekEvents(Dice dice)
{
    private static readonly string[] Sites =
    [
        "intranet.quay-ops.example", "mail.quay-ops.example", "www.example", "news.morning.example", "time.example",
        "updates.vendor.example", "weather.bay.example", "tos.terminal-view.example", "cdn.fonts.example",
        "ocsp.trust.example", "ports.customs.example", "wiki.quay-ops.example", "thoitiet.example", "kaijo.example",
    ];

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142 Safari/537.36",
        "quay-agent/3.11", "curl/8.14.1", "TerminalView/8.3 (updater)",
    ];

    private static readonly string[] Paths =
        ["/", "/index.html", "/api/v2/berths?day=today", "/static/app.js", "/img/crane.png", "/feed.xml", "/health"];

    private DateTimeOffset _now = new(2026, 8, 20, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A harmless record of the log with this name.</summary>
    public JsonObject Make(string log) => log switch
    {
        "conn" => Connection(),
        "dns" => Lookup(),
        "http" => Request(),
        "ssl" => Handshake(),
        "files" => FileSeen(),
        _ => throw new ArgumentOutOfRangeException(nameof(log), log, "no such log"),
    };

    private JsonObject Head(string log)
    {
        _now = _now.AddMilliseconds(dice.Between(40, 9_000));
        return new JsonObject
        {
            ["_path"] = log,
            ["ts"] = _now.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        };
    }

    private JsonObject Flow(string log, int port)
    {
        var made = Head(log);
        var six = dice.Next(12) == 0;
        made["uid"] = dice.Token('C', 18);
        made["id.orig_h"] = six ? $"2001:db8:1::{dice.Between(16, 240):x}" : $"192.0.2.{dice.Between(10, 120)}";
        made["id.orig_p"] = dice.Between(32_768, 60_999);
        made["id.resp_h"] = six ? $"2001:db8:2::{dice.Between(16, 240):x}" : $"198.51.100.{dice.Between(1, 60)}";
        made["id.resp_p"] = port;
        return made;
    }

    private JsonObject Connection()
    {
        var port = dice.Pick([443, 443, 443, 80, 53, 123, 445, 22]);
        var made = Flow("conn", port);
        made["proto"] = port is 53 or 123 ? "udp" : "tcp";
        made["duration"] = dice.Next(90_000) / 1000.0;
        made["orig_bytes"] = dice.Next(9_000);
        made["resp_bytes"] = dice.Next(400_000);
        made["conn_state"] = dice.Pick(["SF", "SF", "SF", "S0", "RSTO"]);
        made["local_orig"] = true;
        made["missed_bytes"] = 0;
        made["history"] = "ShADadFf";
        made["orig_pkts"] = dice.Between(1, 60);
        made["resp_pkts"] = dice.Between(1, 400);
        return made;
    }

    private JsonObject Lookup()
    {
        var made = Flow("dns", 53);
        made["proto"] = "udp";
        made["trans_id"] = dice.Next(65_536);
        made["query"] = dice.Pick(Sites);
        made["qclass"] = 1;
        made["qtype"] = 1;
        made["qtype_name"] = "A";
        made["rcode"] = 0;
        made["rcode_name"] = "NOERROR";
        made["AA"] = false;
        made["RD"] = true;
        made["RA"] = true;
        made["answers"] = List($"198.51.100.{dice.Between(1, 60)}");
        made["TTLs"] = new JsonArray(300.0);
        made["rejected"] = false;
        return made;
    }

    private JsonObject Request()
    {
        var made = Flow("http", 80);
        made["trans_depth"] = 1;
        made["method"] = dice.Pick(["GET", "GET", "GET", "POST"]);
        made["host"] = dice.Pick(Sites);
        made["uri"] = dice.Pick(Paths);
        made["referrer"] = $"http://{dice.Pick(Sites)}/";
        made["version"] = "1.1";
        made["user_agent"] = dice.Pick(Agents);
        made["request_body_len"] = 0;
        made["response_body_len"] = dice.Next(90_000);
        made["status_code"] = dice.Pick([200, 200, 200, 304, 404]);
        made["resp_fuids"] = List(dice.Token('F', 18));
        return made;
    }

    private JsonObject Handshake()
    {
        var made = Flow("ssl", 443);
        var site = dice.Pick(Sites);
        made["version"] = "TLSv13";
        made["cipher"] = "TLS_AES_128_GCM_SHA256";
        made["server_name"] = site;
        made["resumed"] = dice.Next(3) == 0;
        made["established"] = true;
        made["ja3"] = dice.Hex(32);
        made["subject"] = $"CN={site},O=Quay Operations (fictional)";
        return made;
    }

    private JsonObject FileSeen()
    {
        var made = Head("files");
        made["fuid"] = dice.Token('F', 18);
        made["tx_hosts"] = List($"198.51.100.{dice.Between(1, 60)}");
        made["rx_hosts"] = List($"192.0.2.{dice.Between(10, 120)}");
        made["conn_uids"] = List(dice.Token('C', 18));
        made["source"] = "HTTP";
        made["mime_type"] = dice.Pick(["text/html", "image/png", "application/pdf", "application/json"]);
        made["filename"] = dice.Pick(["page.html", "crane.png", "tariff.pdf", "lịch-tàu.pdf", "潮見表.pdf"]);
        made["seen_bytes"] = dice.Between(100, 900_000);
        made["md5"] = dice.Hex(32);
        made["sha1"] = dice.Hex(40);
        made["sha256"] = dice.Hex(64);
        return made;
    }
}
