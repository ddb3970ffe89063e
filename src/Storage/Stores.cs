using Entente.Exchange.Ports;
using Entente.Storage.Sqlite;

namespace Entente.Storage;

/// <summary>Opens stores. The only public door of this assembly.</summary>
public static class Stores
{
    /// <summary>The embedded default: one SQLite file, created when absent, its schema brought up to date.</summary>
    /// <param name="path">The file. It is created readable by its owner alone.</param>
    /// <param name="faults">Called at every durability point; <see cref="NoFaults"/> in an ordinary run.</param>
    /// <exception cref="StoreTooNewException">A later release wrote the file.</exception>
    public static NodeStore OpenSqlite(string path, IFaultHook faults)
    {
        var database = new SqliteDatabase(path, faults);
        database.Start();
        return new NodeStore(
            new SqliteObjectStore(database),
            new SqliteLedgerStore(database),
            new SqliteInboundStore(database),
            new SqliteInboxStore(database),
            new SqliteAgreementStore(database),
            new SqlitePartnerStore(database),
            new SqliteFeedStore(database),
            new SqlitePushStore(database),
            new SqliteApprovalStore(database),
            database);
    }
}
