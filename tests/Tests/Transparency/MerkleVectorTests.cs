using System.Text.Json;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

/// <summary>
/// The published proof vectors of transparency-dev/merkle: about two hundred, nearly all of them broken proofs.
/// </summary>
public class MerkleVectorTests
{
    /// <summary>Some vectors write a short text for "any hash"; it is stretched to the length of a hash.</summary>
    private const int HashBytes = 32;

    [Fact]
    public void Published_inclusion_proofs_are_judged_as_published() => Check("vectors/merkle/inclusion", 90, vector =>
        MerkleTree.VerifyInclusion(
            Number(vector, "leafIdx"), Number(vector, "treeSize"), Hash(vector, "leafHash"), Proof(vector), Hash(vector, "root")));

    [Fact]
    public void Published_consistency_proofs_are_judged_as_published() => Check("vectors/merkle/consistency", 90, vector =>
        MerkleTree.VerifyConsistency(
            Number(vector, "size1"), Number(vector, "size2"), Hash(vector, "root1"), Hash(vector, "root2"), Proof(vector)));

    private static void Check(string folder, int countMin, Func<JsonElement, bool> verify)
    {
        var files = Directory.GetFiles(SharedFolder.Require(folder), "*.json", SearchOption.AllDirectories);
        Assert.True(files.Length >= countMin, $"only {files.Length} vectors in {folder}");
        var wrong = new List<string>();
        var accepted = 0;
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var expected = !json.RootElement.GetProperty("wantErr").GetBoolean();
            var actual = HasAllHashes(json.RootElement) && verify(json.RootElement);
            accepted += actual ? 1 : 0;
            if (actual != expected) wrong.Add(Path.GetRelativePath(folder, file));
        }

        Assert.Empty(wrong);
        Assert.True(accepted > 0, "no vector was accepted");
    }

    /// <summary>A hash of no bytes at all is refused before any arithmetic: our type cannot hold it.</summary>
    private static bool HasAllHashes(JsonElement vector) => vector.EnumerateObject()
        .Where(property => property.Name is "root" or "root1" or "root2" or "leafHash")
        .All(property => property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() != "");

    private static long Number(JsonElement vector, string name) =>
        (long)Math.Min(vector.GetProperty(name).GetUInt64(), long.MaxValue);

    private static Hash Hash(JsonElement vector, string name) => Hash(vector.GetProperty(name));

    private static Hash Hash(JsonElement text)
    {
        var bytes = text.ValueKind == JsonValueKind.Null ? [] : text.GetBytesFromBase64();
        Array.Resize(ref bytes, HashBytes);
        return Entente.Transparency.Hash.FromBytes(bytes);
    }

    private static Hash[] Proof(JsonElement vector) => vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
        ? [.. proof.EnumerateArray().Select(Hash)]
        : [];
}
