using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Entente.Agreements.Records;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Agreements;

public sealed class RecordTests
{
    private const string Id = "indicator--5e57c739-391a-4eb3-b6be-7d15ca92d5ed";
    private const string Time = "2026-06-01T00:00:00.000001Z";

    private static readonly ReleaseRecord Release = new()
    {
        Action = "release",
        AgreementId = SampleAgreements.Arrangement,
        AgreementVersion = 1,
        Clauses = ["c5", "c7"],
        Commitment = MerkleTree.EmptyRoot,
        Discloser = "jp-cdu",
        Recipient = "vn-cyc",
        ObjectId = Id,
        Version = Time,
        Time = Time,
    };

    private static readonly DecisionRecord Decision = new()
    {
        Channel = "cdu.mod.jp.example/x",
        ObjectId = Id,
        Version = Time,
        Outcome = "permit",
        Policy = "00",
        Digest = "01",
        Verdict = "02",
        Entry = 7,
        Time = Time,
    };

    private static readonly SidecarStatement Sidecar = new()
    {
        ObjectId = Id,
        Version = Time,
        Digest = "00",
        Channel = "cdu.mod.jp.example/x",
        Index = 3,
        CheckpointSize = 4,
        AgreementId = SampleAgreements.Arrangement,
        AgreementVersion = 1,
        Clauses = ["c5"],
        Obligations = ["handling:TLP:GREEN"],
        ReceivedAt = Time,
    };

    /// <summary>Each format with a record of it and a reader that gives the bytes it read, or the reason.</summary>
    private static readonly Dictionary<string, (byte[] Bytes, Reader Read)> Formats = new()
    {
        [ReleaseRecord.Format] = (
            Release.ToBytes(), bytes => (ReleaseRecord.Read(bytes, out var fault)?.ToBytes(), fault)),
        [DecisionRecord.Format] = (
            Decision.ToBytes(), bytes => (DecisionRecord.Read(bytes, out var fault)?.ToBytes(), fault)),
        [SidecarStatement.Format] = (
            Sidecar.ToBytes(), bytes => (SidecarStatement.Read(bytes, out var fault)?.ToBytes(), fault)),
    };

    /// <summary>Reads a record and writes it again; null, with the reason, when it is refused.</summary>
    private delegate (byte[]? Again, string Fault) Reader(byte[] bytes);

    public static TheoryData<string> Names => [.. Formats.Keys];

    [Fact]
    public void Records_are_read_as_they_were_written()
    {
        Assert.Equal(
            Release with { Clauses = default },
            ReleaseRecord.Read(Release.ToBytes(), out _)! with { Clauses = default });
        Assert.Equal(Release.Clauses, ReleaseRecord.Read(Release.ToBytes(), out _)!.Clauses);
        Assert.Equal(Decision, DecisionRecord.Read(Decision.ToBytes(), out _));
        var sidecar = SidecarStatement.Read(Sidecar.ToBytes(), out _)!;
        Assert.Equal(
            Sidecar with { Clauses = default, Obligations = default },
            sidecar with { Clauses = default, Obligations = default });
        Assert.Equal(Sidecar.Obligations, sidecar.Obligations);
    }

    [Fact]
    public void An_object_without_versions_and_a_decision_without_an_entry_have_none()
    {
        var decision = Decision with { Version = null, Entry = null };
        Assert.Equal(decision, DecisionRecord.Read(decision.ToBytes(), out _));
        Assert.DoesNotContain("version", Encoding.UTF8.GetString(decision.ToBytes()), StringComparison.Ordinal);
        Assert.Null(ReleaseRecord.Read((Release with { Version = null }).ToBytes(), out _)!.Version);
        Assert.Null(SidecarStatement.Read((Sidecar with { Version = null }).ToBytes(), out _)!.Version);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unknown_missing_or_ill_typed_property_is_refused(string format)
    {
        var (bytes, read) = Formats[format];
        Assert.Equal(bytes, read(bytes).Again);
        Refused("the record has an unknown property `zzz`", record => record["zzz"] = 1);
        foreach (var (name, value) in Parse(bytes))
        {
            if (name is not ("version" or "entry")) Refused(null, record => record.Remove(name));
            JsonNode other = value!.GetValueKind() == System.Text.Json.JsonValueKind.String ? 5 : "x";
            Refused(null, record => record[name] = other.DeepClone());
            Refused(null, record => record[name] = null);
        }

        void Refused(string? expected, Action<JsonObject> change)
        {
            var record = Parse(bytes);
            change(record);
            var canonical = Entente.Stix.CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(record.ToJsonString()));
            var (again, fault) = read(canonical);
            Assert.True(again is null, Encoding.UTF8.GetString(canonical));
            Assert.NotEmpty(fault);
            if (expected is not null) Assert.Equal(expected, fault);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_that_are_not_the_canonical_form_are_refused(string format)
    {
        var (bytes, read) = Formats[format];
        var text = Encoding.UTF8.GetString(bytes);
        string[] others = [text + " ", " " + text, text.Replace(":", ": ", StringComparison.Ordinal),
            Parse(bytes).ToString(), "\uFEFF" + text];
        Assert.All(others, other => Assert.Null(read(Encoding.UTF8.GetBytes(other)).Again));
        Assert.Equal("the record is not in canonical form (RFC 8785)", read(Encoding.UTF8.GetBytes(others[0])).Fault);
        Assert.Equal("the record is not a JSON object", read("[]"u8.ToArray()).Fault);
        Assert.Equal("the record is not well-formed JSON", read("{"u8.ToArray()).Fault);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_format_is_refused(string format) => Assert.All(
        Formats.Where(other => other.Key != format),
        other => Assert.Equal(
            $"the record has format `{other.Key}` where `{format}` was expected",
            Formats[format].Read(other.Value.Bytes).Fault));

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_bytes_are_given_are_read_as_they_stand_or_refused_with_a_reason(string format)
    {
        var (bytes, read) = Formats[format];
        Gen.OneOf(
            Gen.Byte.Array[0, 40],
            Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, (at, value) => Changed(bytes, at, value))).Sample(
            changed =>
            {
                var (again, fault) = read(changed);
                if (again is null) Assert.NotEmpty(fault);
                else Assert.Equal(changed, again);
            },
            iter: 2000);
    }

    private static byte[] Changed(byte[] bytes, int at, byte value)
    {
        var changed = bytes.ToArray();
        changed[at] = value;
        return changed;
    }

    private static JsonObject Parse(byte[] bytes) => JsonNode.Parse(bytes)!.AsObject();
}
