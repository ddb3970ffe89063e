using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Entente.Lab.Fuzz;

/// <summary>
/// Which branches of the instrumented library ran, as SharpFuzz's probes count them, and which ever did. Counts are
/// kept by their power of two, so that another turn of a loop is no news.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int MapBytes = 1 << 16;

    private readonly byte* _map = (byte*)NativeMemory.AllocZeroed(MapBytes);
    private readonly byte[] _seen = new byte[MapBytes];

    public Coverage() => Trace.SharedMem = _map;

    /// <summary>How many places of the map were ever reached.</summary>
    public int Reached { get; private set; }

    public void Start()
    {
        new Span<byte>(_map, MapBytes).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the run reached what none before it had.</summary>
    public bool IsNews()
    {
        var news = false;
        var map = new ReadOnlySpan<byte>(_map, MapBytes);
        for (var at = map.IndexOfAnyExcept((byte)0); at >= 0 && at < MapBytes;)
        {
            var bucket = (byte)(1 << System.Numerics.BitOperations.Log2(map[at]));
            if ((_seen[at] & bucket) == 0)
            {
                if (_seen[at] == 0) Reached++;
                _seen[at] |= bucket;
                news = true;
            }

            var next = map[(at + 1)..].IndexOfAnyExcept((byte)0);
            if (next < 0) break;
            at += 1 + next;
        }

        return news;
    }
}
