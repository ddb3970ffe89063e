using System.Collections.Concurrent;
using System.Threading.Channels;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

/// <summary>
/// One SQLite file in WAL mode: any number of readers, and one writer that commits many jobs at once. A job is atomic
/// (a savepoint of its own) and durable when its task completes; jobs run in the order they were handed in.
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    /// <summary>How many waiting jobs share one commit, and so one flush of the disk.</summary>
    public const int JobsPerCommitMax = 256;

    /// <summary>How many jobs may wait before a caller has to.</summary>
    private const int JobsQueuedMax = 1024;

    private const int BusyTimeoutMs = 10_000;

    /// <summary>
    /// Pages are kept by each connection, and by the system beneath. The file is not mapped into memory: every
    /// connection would map it anew, and a mapped file that is damaged ends the process.
    /// </summary>
    private const int ReaderCacheKiB = 8 * 1024;

    private const int WriterCacheKiB = 64 * 1024;

    /// <summary>
    /// How long the log of writes grows before it is worked into the file: 32 MiB. A page that many commits touch, as
    /// those of indexes are, is then written once for all of them.
    /// </summary>
    private const int CheckpointPages = 8192;

    private readonly string _path;
    private readonly IFaultHook _faults;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly Channel<WriteJob> _jobs =
        Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(JobsQueuedMax) { SingleReader = true });

    private Task? _writing;

    public SqliteDatabase(string path, IFaultHook faults)
    {
        _path = path;
        _faults = faults;
    }

    /// <summary>Opens the file, brings its schema up to date and starts the writer.</summary>
    public void Start()
    {
        CreatePrivateFile(_path);
        var writer = Open(readOnly: false);
        try
        {
            Migrations.Apply(writer);
        }
        catch (Exception failure)
        {
            writer.Dispose();
            if (IsDamage(failure)) throw new StoreDamagedException(_path, failure);
            throw;
        }

        _writing = Task.Factory.StartNew(
            () => WriteLoopAsync(writer), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Runs a read on a connection of the pool; it sees every write that has completed.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_readers.TryTake(out var session)) session = Open(readOnly: true);
        try
        {
            return Task.FromResult(read(session));
        }
        catch (SqliteException failure) when (IsDamage(failure))
        {
            throw new StoreDamagedException(_path, failure);
        }
        finally
        {
            _readers.Add(session);
        }
    }

    /// <summary>
    /// Runs a write. <paramref name="point"/> names the durability point for fault injection: what the job did is
    /// lost whole if the process dies before the commit, and found whole if it dies after.
    /// </summary>
    public async Task<T> WriteAsync<T>(string point, Func<SqliteSession, T> write, CancellationToken cancellation)
    {
        var job = new WriteJob(point, session => write(session));
        await _jobs.Writer.WriteAsync(job, cancellation);

        // Once handed over, the job is carried out whatever becomes of the caller, so its end is awaited plainly.
        return (T)(await job.Completion.Task)!;
    }

    public Task WriteAsync(string point, Action<SqliteSession> write, CancellationToken cancellation) =>
        WriteAsync<object?>(point, session => { write(session); return null; }, cancellation);

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        if (_writing is not null) await _writing;
        while (_readers.TryTake(out var session)) session.Dispose();
    }

    private async Task WriteLoopAsync(SqliteSession writer)
    {
        using var _ = writer;
        var batch = new List<WriteJob>(JobsPerCommitMax);
        while (await _jobs.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < JobsPerCommitMax && _jobs.Reader.TryRead(out var job)) batch.Add(job);
            Commit(writer, batch);
        }
    }

    /// <summary>
    /// One transaction for all jobs of the batch. If we die before COMMIT returns, SQLite rolls the whole batch back
    /// at the next open and no caller was told anything; after it, every job of the batch is on the disk
    /// (synchronous = FULL flushes the WAL) whether or not its caller lived to hear it.
    /// </summary>
    private void Commit(SqliteSession writer, List<WriteJob> batch)
    {
        try
        {
            writer.Run("begin immediate");
            foreach (var job in batch) RunInSavepoint(writer, job);
            foreach (var job in batch) _faults.Reached($"{job.Point}:before-commit");
            writer.Run("commit");
        }
        catch (Exception failure)
        {
            // The environment failed (disk full, read-only, I/O error): nothing of the batch is stored, all are told.
            RollBackQuietly(writer);
            FailAll(batch, IsDamage(failure) ? new StoreDamagedException(_path, failure) : failure);
            return;
        }

        try
        {
            foreach (var job in batch) _faults.Reached($"{job.Point}:after-commit");
        }
        catch (Exception failure)
        {
            // Everything is stored; the callers hear of a failure, as they do when their connection breaks here.
            FailAll(batch, failure);
            return;
        }

        foreach (var job in batch) job.Complete();
    }

    private static void FailAll(List<WriteJob> batch, Exception failure)
    {
        foreach (var job in batch) job.Completion.TrySetException(failure);
    }

    private static void RunInSavepoint(SqliteSession writer, WriteJob job)
    {
        writer.Run("savepoint job");
        try
        {
            job.Run(writer);
        }
        catch (Exception failure) when (!IsOfTheWholeFile(failure))
        {
            writer.Run("rollback to job");
            job.Failure = failure;
        }

        writer.Run("release job");
    }

    /// <summary>
    /// Such a failure is not one job's own: SQLite may have ended the transaction, and no other job may go on.
    /// </summary>
    private static bool IsOfTheWholeFile(Exception failure) =>
        IsDamage(failure) || failure is SqliteException { SqliteErrorCode: SqliteFull or SqliteIoError };

    private static bool IsDamage(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase };

    private const int SqliteIoError = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteNotADatabase = 26;

    private static void RollBackQuietly(SqliteSession writer)
    {
        try
        {
            writer.Run("rollback");
        }
        catch (SqliteException)
        {
            // There is no transaction to roll back when BEGIN itself failed; the callers get the first failure.
        }
    }

    private SqliteSession Open(bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
            session.Run($"pragma busy_timeout = {BusyTimeoutMs}");
            session.First("pragma journal_mode = wal", reader => reader.GetString(0));
            session.Run("pragma synchronous = full");
            session.Run($"pragma cache_size = {(readOnly ? -ReaderCacheKiB : -WriterCacheKiB)}");
            if (readOnly) session.Run("pragma query_only = on");
            else session.Run($"pragma wal_autocheckpoint = {CheckpointPages}");
            return session;
        }
        catch (Exception failure)
        {
            session.Dispose();
            if (IsDamage(failure)) throw new StoreDamagedException(_path, failure);
            throw;
        }
    }

    /// <summary>The file holds intelligence and credentials: nobody but its owner reads it.</summary>
    private static void CreatePrivateFile(string path)
    {
        if (File.Exists(path)) return;

        // Not CreateNew: of two commands that start at once, the second finds the file that the first has just made.
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }

    /// <summary>A write that waits for its turn.</summary>
    private sealed class WriteJob(string point, Func<SqliteSession, object?> run)
    {
        private object? _result;

        public string Point => point;

        public Exception? Failure { get; set; }

        public TaskCompletionSource<object?> Completion { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Run(SqliteSession session) => _result = run(session);

        public void Complete()
        {
            if (Failure is { } failure) Completion.TrySetException(failure);
            else Completion.TrySetResult(_result);
        }
    }
}
