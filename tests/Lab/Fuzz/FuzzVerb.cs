using System.Diagnostics;
using Entente.Lab.Samples;
using SharpFuzz;

namespace Entente.Lab.Fuzz;

/// <summary>
/// Fuzzes parts of the STIX library, led by coverage. The steps: 1. copy the built lab and put SharpFuzz's probes into
/// the copy of the library; 2. run the worker over the copy; 3. if the worker ends otherwise than well, save its input.
/// </summary>
internal static class FuzzVerb
{
    private const string Worker = "--worker";

    /// <summary>Memory that the worker's heap may take, in hexadecimal as the runtime reads it: 1 GiB.</summary>
    private const string HeapBytesMaxHex = "40000000";

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is [Worker, var input, var target, .. var rest])
        {
            var worked = FuzzTarget.All.Single(one => one.Name == target);
            return new FuzzWorker(worked, FuzzOptions.Parse(rest)!, input).Run();
        }

        var name = arguments.FirstOrDefault();
        var chosen = FuzzTarget.All.Where(one => name == "all" || name == one.Name).ToList();
        if (chosen.Count == 0 || FuzzOptions.Parse(arguments.AsSpan(1)) is not { } options)
        {
            var names = string.Join("|", FuzzTarget.All.Select(one => one.Name));
            Console.Error.WriteLine($"usage: fuzz {names}|all [--seconds N] [--seed N] [--corpus DIR] [--findings D]");
            return 2;
        }

        // In the checkout, because the seeds are found from the binary upwards.
        var folder = Path.Combine(SamplesVerb.CheckoutRoot(), "artifacts", "fuzz", $"lab-{Environment.ProcessId}");
        try
        {
            Instrument(folder);
            var failed = 0;
            foreach (var one in chosen) failed += await RunAsync(one, options, folder, arguments[1..]) ? 0 : 1;
            Console.WriteLine($"{chosen.Count - failed} passed, {failed} failed");
            return failed == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Instrument(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Fuzzer.Instrument(Path.Combine(folder, "Entente.Stix.dll"), _ => true, Options.Value);
    }

    private static async Task<bool> RunAsync(FuzzTarget target, FuzzOptions options, string folder, string[] arguments)
    {
        var input = Path.Combine(folder, $"{target.Name}.input");
        string[] all = [Path.Combine(folder, "Entente.Lab.dll"), "fuzz", Worker, input, target.Name, .. arguments];
        var start = new ProcessStartInfo("dotnet", all) { UseShellExecute = false };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapBytesMaxHex;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode == 0) return true;
        var bytes = await File.ReadAllBytesAsync(input);
        var length = BitConverter.ToInt32(bytes);
        var path = FuzzOptions.Save(options.Findings, $"{target.Name}-", bytes.AsSpan(sizeof(int), length).ToArray());
        Console.Error.WriteLine($"{target.Name}: ended with {process.ExitCode}; the input is saved as {path}");
        return false;
    }
}
