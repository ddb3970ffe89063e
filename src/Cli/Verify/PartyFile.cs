using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Cli.Output;
using Entente.Transparency;

namespace Entente.Cli.Verify;

/// <summary>A party's public keys, from its <c>party.json</c>.</summary>
internal sealed record PartyFile(string Origin, VerificationKey Log, NoteVerifier Witness)
{
    public static PartyFile Read(FileInfo file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            var origin = json.RootElement.GetProperty("origin").GetString()!;
            var keys = PartyKeysReader.Read(json.RootElement.GetProperty("keys"), out var faults)
                ?? throw new Failure(faults[0].Code, faults[0].Message);
            return new PartyFile(origin, keys.Log, NoteVerifier.ForCosigner($"{origin}/witness", keys.Witness));
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new Failure("party-malformed", $"`{file.FullName}` is not a party file", "it is the `party.json` of a node's data folder");
        }
    }
}
