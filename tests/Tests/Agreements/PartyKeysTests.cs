using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Agreements.Clauses;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>The keys of a partner as they are handed over, outside of any document.</summary>
public sealed class PartyKeysTests
{
    private static readonly JsonNode Keys =
        CoastAgreements.Arrangement()["clauses"]![2]!["parameters"]!["parties"]![0]!["keys"]!;

    [Fact]
    public void Keys_are_read_as_they_stand() => Assert.Equal("", Codes(Keys.ToJsonString()));

    [Fact]
    public void Of_two_members_with_one_name_none_counts()
    {
        var log = Keys["log"]!.ToJsonString();
        Assert.Equal("parameter-twice /keys/log", Codes($"{{\"log\":{log},{Keys.ToJsonString()[1..]}"));
        var signing = Keys["agreement"]![0]!.ToJsonString();
        Assert.Equal(
            "parameter-twice /keys/agreement/0/kid",
            Codes(Keys.ToJsonString().Replace(signing, $"{{\"kid\":\"a\",{signing[1..]}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_two_keys_with_one_id_none_counts()
    {
        var twice = Keys.DeepClone();
        var other = twice["agreement"]![0]!.DeepClone();
        other["publicKey"] = (string?)twice["log"];
        twice["agreement"]!.AsArray().Add(other);
        Assert.Equal("key-twice /keys/agreement/1/kid", Codes(twice.ToJsonString()));
    }

    private static string Codes(string json)
    {
        using var document = JsonDocument.Parse(json);
        var keys = PartyKeysReader.Read(document.RootElement, out var diagnostics);
        Assert.Equal(keys is null, !diagnostics.IsEmpty);
        return string.Join(", ", diagnostics.Select(found => $"{found.Code} {found.Pointer}"));
    }
}
