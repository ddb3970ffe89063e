namespace Entente.Lab.Samples;

/// <summary>
/// <c>samples [folder]</c>: writes the generated samples, by default to <c>samples/</c> of the checkout.
/// </summary>
internal static class SamplesVerb
{
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length > 1)
        {
            Console.Error.WriteLine("error: one folder at most\nhint: `samples` writes to samples/ of the checkout");
            return 2;
        }

        var root = arguments.Length == 1 ? arguments[0] : Path.Combine(CheckoutRoot(), "samples");
        foreach (var file in SampleSet.Build())
        {
            var path = Path.Combine(root, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content);
            Console.WriteLine($"{file.Content.Length,9:N0} bytes  {file.Path}");
        }

        return 0;
    }

    internal static string CheckoutRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Entente.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("no Entente.slnx above the Lab's binary; name the folder to write to");
    }
}
