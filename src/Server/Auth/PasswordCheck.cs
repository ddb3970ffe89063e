using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Entente.Server.Auth;

/// <summary>
/// Verifies passwords without letting anybody spend this machine's time and memory. A password that was right is
/// remembered, so a poll costs no hash; at most two hashes are computed at once: one for names that we issued and one
/// for all others, so that guessing names holds up no partner; and few wait for each name.
/// </summary>
/// <param name="verify">Compares a password with a hash: slow, memory-hard, in constant time.</param>
internal sealed class PasswordCheck(Func<string, string, bool> verify)
{
    /// <summary>How many verified passwords are remembered.</summary>
    public const int RememberedMax = 4096;

    /// <summary>How many verifications may wait or run for one name, and for all unknown names together.</summary>
    public const int WaitingMax = 8;

    /// <summary>Compared against for unknown names, so that these take as long as a wrong password.</summary>
    private static readonly string Decoy = SecretHash.OfPassword("no such credential");

    /// <summary>The lane of all names that are not ours; no credential has it for its name.</summary>
    private const string Unknown = "";

    private readonly byte[] _markKey = RandomNumberGenerator.GetBytes(32);

    /// <summary>
    /// By credential name, the mark of the password that was right. A mark tells nothing without the key.
    /// </summary>
    private readonly ConcurrentDictionary<string, byte[]> _remembered = new(StringComparer.Ordinal);

    /// <summary>How many wait or run, by lane. Also the lock of itself.</summary>
    private readonly Dictionary<string, int> _waiting = new(StringComparer.Ordinal);

    private readonly Turn _known = new();
    private readonly Turn _unknown = new();

    /// <summary>
    /// Whether the password is the one of the hash; null when too many wait already, so that it was not looked into.
    /// </summary>
    public async Task<bool?> VerifyAsync(string name, string password, string hash, CancellationToken cancellation)
    {
        var mark = Mark(hash, password);
        if (IsRemembered(name, mark)) return true;
        return await InTurnAsync(_known, name, () =>
        {
            // Of several requests that waited with the same password, the first one has done the work.
            if (IsRemembered(name, mark)) return true;
            if (!verify(password, hash)) return false;
            if (_remembered.Count >= RememberedMax) _remembered.Clear();
            _remembered[name] = mark;
            return true;
        }, cancellation);
    }

    /// <summary>Takes as long as a wrong password does. False, or null when too many wait already.</summary>
    public Task<bool?> RefuseAsync(string password, CancellationToken cancellation) => InTurnAsync(
        _unknown, Unknown, () =>
        {
            verify(password, Decoy);
            return false;
        }, cancellation);

    private bool IsRemembered(string name, byte[] mark) =>
        _remembered.TryGetValue(name, out var known) && CryptographicOperations.FixedTimeEquals(known, mark);

    /// <summary>
    /// Holds for this hash only, since a hash has no line end: a new password ends what was remembered.
    /// </summary>
    private byte[] Mark(string hash, string password) =>
        HMACSHA256.HashData(_markKey, Encoding.UTF8.GetBytes($"{hash}\n{password}"));

    private async Task<bool?> InTurnAsync(Turn turn, string lane, Func<bool> work, CancellationToken cancellation)
    {
        if (!TryEnter(lane)) return null;
        try
        {
            return await turn.RunAsync(work, cancellation);
        }
        finally
        {
            Leave(lane);
        }
    }

    private bool TryEnter(string lane)
    {
        lock (_waiting)
        {
            var count = _waiting.GetValueOrDefault(lane);
            if (count >= WaitingMax) return false;
            _waiting[lane] = count + 1;
            return true;
        }
    }

    private void Leave(string lane)
    {
        lock (_waiting)
        {
            if (--_waiting[lane] == 0) _waiting.Remove(lane);
        }
    }

    /// <summary>One at a time, in the order of their coming.</summary>
    private sealed class Turn
    {
        /// <summary>Full while somebody has the turn.</summary>
        private readonly Channel<bool> _taken = Channel.CreateBounded<bool>(1);

        public async Task<bool?> RunAsync(Func<bool> work, CancellationToken cancellation)
        {
            await _taken.Writer.WriteAsync(true, cancellation);
            try
            {
                return work();
            }
            finally
            {
                _taken.Reader.TryRead(out _);
            }
        }
    }
}
