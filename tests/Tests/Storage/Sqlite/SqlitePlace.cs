using Entente.Exchange.Ports;
using Entente.Storage;
using Entente.Tests.Storage.Conformance;

namespace Entente.Tests.Storage.Sqlite;

/// <summary>A SQLite file in a folder of its own, removed afterwards.</summary>
public sealed class SqlitePlace : IStorePlace
{
    private readonly string _folder = Directory.CreateTempSubdirectory("entente-store-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "entente.db");

    public NodeStore Open(IFaultHook faults) => Stores.OpenSqlite(Path, faults);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
