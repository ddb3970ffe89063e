using System.Diagnostics;
using System.Globalization;
using Entente.Exchange.Ports;

namespace Entente.Server.Hosting;

/// <summary>
/// Kills the process at a durability point, for tests of recovery: <c>ENTENTE_CRASH_AT=ledger:after-commit</c>, or with
/// a count, <c>ledger:after-commit#3</c>, the third time. Whoever can set it could kill the process anyway.
/// </summary>
internal sealed class CrashPoint : IFaultHook
{
    private readonly string _point;
    private int _left;

    private CrashPoint(string point, int times)
    {
        _point = point;
        _left = times;
    }

    public static IFaultHook FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("ENTENTE_CRASH_AT") is not { Length: > 0 } setting) return NoFaults.Instance;
        var parts = setting.Split('#');
        return new CrashPoint(parts[0], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }

    public void Reached(string point)
    {
        if (point != _point || Interlocked.Decrement(ref _left) != 0) return;

        // SIGKILL: nothing is flushed and nothing is closed, as when power fails for the process.
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }
}
