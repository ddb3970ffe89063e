using System.Text;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

/// <summary>Small ways to write STIX objects in tests: single quotes stand for double ones.</summary>
internal static class StixCase
{
    public const string IndicatorId = "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    public const string Head = "'type':'indicator','spec_version':'2.1','id':'" + IndicatorId +
        "','created':'2020-01-01T00:00:00.000Z','modified':'2020-01-02T00:00:00.000Z'";

    public static byte[] Json(string text) => Encoding.UTF8.GetBytes(text.Replace('\'', '"'));

    public static ReadResult Read(string text, StixLimits? limits = null) => StixReader.Read(Json(text), limits);

    public static StixObject Sound(string text)
    {
        var result = Read(text);
        Assert.Empty(result.Diagnostics);
        return result.Object!;
    }

    /// <summary>Every item of an input that is pushed in chunks of the given sizes, over and over.</summary>
    public static List<BundleItem> Split(ReadOnlySpan<byte> input, StixLimits? limits, params ReadOnlySpan<int> sizes)
    {
        var splitter = new BundleSplitter(limits ?? StixLimits.Default);
        var items = new List<BundleItem>();
        for (var (at, turn) = (0, 0); at < input.Length; turn++)
        {
            var size = sizes.IsEmpty ? input.Length : Math.Min(sizes[turn % sizes.Length], input.Length - at);
            splitter.Push(input.Slice(at, size));
            at += size;
            while (splitter.TryTake(out var item)) items.Add(item);
        }

        splitter.Complete();
        while (splitter.TryTake(out var item)) items.Add(item);
        return items;
    }
}
