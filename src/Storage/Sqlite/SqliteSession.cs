using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Entente.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (sqlite3_stmt Statement, int[] Places)> _writes = new(StringComparer.Ordinal);

    public SqliteSession(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>The key of the row inserted last.</summary>
    public long LastKey => raw.sqlite3_last_insert_rowid(Connection.Handle!);

    /// <summary>
    /// Runs a statement with parameters $1, $2, …; returns the number of rows changed. Without ADO.NET, whose overhead
    /// is several times the cost of a short insert, and every object is a dozen of them.
    /// </summary>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        var database = Connection.Handle!;
        if (!_writes.TryGetValue(sql, out var write))
        {
            Check(raw.sqlite3_prepare_v2(database, sql, out write.Statement));

            // SQLite numbers named parameters as they first occur, and one may not occur at all (0).
            write.Places = [.. Enumerable.Range(1, values.Length)
                .Select(number => raw.sqlite3_bind_parameter_index(write.Statement, $"${number}"))];
            _writes.Add(sql, write);
        }

        var (statement, places) = write;
        for (var i = 0; i < values.Length; i++)
        {
            if (places[i] > 0) Check(Bind(statement, places[i], values[i]));
        }

        int code;
        while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
        {
        }

        var changed = raw.sqlite3_changes(database);

        // A reset gives the code of the step before once more, and what failed there says why.
        if (code != raw.SQLITE_DONE)
        {
            try
            {
                Check(code);
            }
            finally
            {
                raw.sqlite3_reset(statement);
            }
        }

        raw.sqlite3_reset(statement);
        return changed;
    }

    /// <summary>Reads all rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values) =>
        QueryWhile(sql, map, static _ => true, values);

    /// <summary>Reads rows of a query up to the first after which it does not go on.</summary>
    public List<T> QueryWhile<T>(
        string sql, Func<SqliteDataReader, T> map, Func<T, bool> goesOn, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
            if (!goesOn(rows[^1])) break;
        }

        return rows;
    }

    /// <summary>Reads the first row of a query, or the default.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    /// <summary>Reads one number; 0 when there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteScalar() is long number ? number : 0;

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        foreach (var (statement, _) in _writes.Values) statement.Dispose();
        Connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter($"${i + 1}", null));
            _statements.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new ArgumentException($"{value.GetType()} has no column type"),
    };

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, Connection.Handle!);
}
