using Entente.Stix;

namespace Entente.Lab.Fuzz;

/// <summary>What the bundle splitter keeps on any bytes, in pieces of any size.</summary>
internal static class SplitterLaws
{
    private static readonly int[][] Sizes = [[1], [2, 3, 5], [7, 1, 64], [100, 1]];

    public static void Check(byte[] input)
    {
        var whole = Split(input, [int.MaxValue]);
        foreach (var item in whole)
        {
            LawBrokenException.Unless(
                item.Offset >= 0 && item.Offset + item.Bytes.Length <= input.Length, "an item lies inside the input");
            LawBrokenException.Unless(
                item.Fault is not null || input.AsSpan((int)item.Offset).StartsWith(item.Bytes.Span),
                "an item is what stands at its offset");
        }

        foreach (var sizes in Sizes)
        {
            LawBrokenException.Unless(
                Describe(Split(input, sizes)).SequenceEqual(Describe(whole)),
                $"pieces of {string.Join(", ", sizes)} bytes give the same items");
        }
    }

    private static IEnumerable<string> Describe(List<BundleItem> items) => items.Select(item =>
        $"{item.Offset} {item.Fault?.Code} {Convert.ToHexString(item.Bytes.Span)}");

    private static List<BundleItem> Split(byte[] input, int[] sizes)
    {
        var splitter = new BundleSplitter(StixLimits.Default);
        var items = new List<BundleItem>();
        for (var (at, turn) = (0, 0); at < input.Length; turn++)
        {
            var size = Math.Min(sizes[turn % sizes.Length], input.Length - at);
            splitter.Push(input.AsSpan(at, size));
            at += size;
            while (splitter.TryTake(out var item)) items.Add(item);
        }

        splitter.Complete();
        while (splitter.TryTake(out var item)) items.Add(item);
        return items;
    }
}
