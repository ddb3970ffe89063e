namespace Entente.Lab.Samples.Campaign;

/// <summary>One value that gives the campaign away, and the mark under which its indicator is published.</summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="Value">The value as the indicator's pattern spells it.</param>
/// <param name="Tlp">The TLP mark of indicator and observable.</param>
/// <param name="Points">The key of the malware or infrastructure that the indicator indicates.</param>
/// <param name="Special">A twist that keeps the indicator out of the telemetry: <c>revoked</c>, <c>expired</c> and so
/// on.</param>
internal sealed record Trace(TraceKind Kind, string Value, string Tlp, string Points, string Special = "")
{
    /// <summary>The indicator's id.</summary>
    public string IndicatorId => SampleIds.Fixed("indicator", $"tidewater-lantern/{Value}");

    /// <summary>True when the indicator goes from Japan to Viet Nam unchanged.</summary>
    public bool Released => Tlp != Marks.Red && Special.Length == 0;

    public string Pattern => Kind switch
    {
        TraceKind.IPv4 => $"[ipv4-addr:value = '{Value}']",
        TraceKind.IPv4Network => $"[ipv4-addr:value ISSUBSET '{Value}']",
        TraceKind.IPv6 => $"[ipv6-addr:value = '{Value}']",
        TraceKind.Domain => $"[domain-name:value = '{Value}']",
        TraceKind.Url => $"[url:value = '{Value}']",
        TraceKind.Sha256 => $"[file:hashes.'SHA-256' = '{Value}']",
        TraceKind.Md5 => $"[file:hashes.MD5 = '{Value}']",
        _ => $"[email-addr:value = '{Value}']",
    };
}
