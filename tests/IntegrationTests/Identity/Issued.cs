using Microsoft.Data.Sqlite;

namespace Entente.IntegrationTests.Identity;

/// <summary>A credential as the operator's terminal showed it.</summary>
internal sealed record Issued(string Name, string Secret)
{
    /// <summary>Runs <c>entente-node partner</c> with <c>add</c> or <c>issue</c> and reads what it printed.</summary>
    public static async Task<Issued> RunAsync(TestNode node, params string[] arguments)
    {
        var lines = (await node.NodeAsync(["partner", .. arguments])).Split('\n');
        var secret = lines.FirstOrDefault(line => line.StartsWith("secret ", StringComparison.Ordinal)) ?? "";
        return new Issued(lines[0].Split(' ')[1], secret.Length == 0 ? "" : secret.Split(' ')[1]);
    }

    public Task RevokeAsync(TestNode node) => node.NodeAsync("partner", "revoke", Name);

    /// <summary>Puts its expiry into the past, which no command does.</summary>
    public async Task ExpireAsync(TestNode node)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(node.Data, "entente.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "update credential set expires_at = created_at where name = $name and expires_at is not null";
        command.Parameters.AddWithValue("$name", Name);
        if (await command.ExecuteNonQueryAsync() != 1) throw new InvalidOperationException($"`{Name}` does not expire");
    }
}
