namespace Entente.Cli.Output;

/// <summary>
/// One line on a terminal that says how far a long run is. It shows after a second, and never where standard error is
/// redirected.
/// </summary>
internal sealed class ProgressLine(TimeProvider time)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly long _start = time.GetTimestamp();
    private readonly bool _isOn = !Console.IsErrorRedirected;
    private TimeSpan _next = Delay;
    private bool _isShown;

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Shows the text, if it is time to.</summary>
    public void Update(Func<string> text)
    {
        if (!_isOn || Elapsed < _next) return;
        _next = Elapsed + Pause;
        Console.Error.Write($"\r\e[K{text()}");
        _isShown = true;
    }

    /// <summary>Takes the line away, before anything else is written to the same terminal.</summary>
    public void Clear()
    {
        if (!_isShown) return;
        Console.Error.Write("\r\e[K");
        _isShown = false;
    }
}
