using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Entente.Lab.Bench;

/// <summary>The baseline of storing: the same bytes, the same durability, transactions of the same size, nothing else.</summary>
internal static class PlainSqlite
{
    /// <summary>Seconds that inserting takes.</summary>
    public static double Insert(string path, IReadOnlyList<ReadOnlyMemory<byte>> objects, int batchObjects)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run("pragma journal_mode = wal");
        Run("pragma synchronous = full");
        Run("create table object (id integer primary key, bytes blob not null)");
        var watch = Stopwatch.StartNew();
        foreach (var batch in objects.Chunk(batchObjects))
        {
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.CommandText = "insert into object (bytes) values ($1)";
            var parameter = insert.Parameters.Add("$1", SqliteType.Blob);
            foreach (var item in batch)
            {
                parameter.Value = item.ToArray();
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return watch.Elapsed.TotalSeconds;

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
