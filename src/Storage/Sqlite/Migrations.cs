using System.Reflection;
using Entente.Exchange.Ports;

namespace Entente.Storage.Sqlite;

/// <summary>
/// Brings a file's schema up to date: numbered .sql scripts inside this assembly, each run once in a transaction of
/// its own, the number kept in the file's <c>user_version</c>. If we die in the middle, the script is rolled back and
/// runs again at the next start.
/// </summary>
internal static class Migrations
{
    private const string Prefix = "Entente.Storage.Sqlite.Migrations.";

    public static int Latest => Names().Length;

    public static void Apply(SqliteSession session)
    {
        var done = (int)session.Number("pragma user_version");
        var names = Names();
        if (done > names.Length) throw new StoreTooNewException(done, names.Length);
        for (var i = done; i < names.Length; i++)
        {
            session.Run("begin immediate");
            if (session.Number("pragma user_version") > i)
            {
                // Another process that opened the file at the same moment was first.
                session.Run("rollback");
                continue;
            }

            using (var command = session.Connection.CreateCommand())
            {
                command.CommandText = Read(names[i]);
                command.ExecuteNonQuery();
            }

            session.Run($"pragma user_version = {i + 1}");
            session.Run("commit");
        }
    }

    private static string[] Names() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
