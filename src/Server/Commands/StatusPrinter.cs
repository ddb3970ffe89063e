using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Entente.Server.Commands;

/// <summary>How states of feeds and pushes are printed.</summary>
internal static class StatusPrinter
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Json<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, Indented));

    public static void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns) table.AddColumn(column);

        // A name that is broken over lines cannot be copied.
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        table.Columns[^1].NoWrap();
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    /// <summary>One line for each pair that says something.</summary>
    public static void Pairs(IReadOnlyList<(string Name, string Value)> pairs)
    {
        var width = pairs.Max(pair => pair.Name.Length);
        foreach (var (name, value) in pairs.Where(pair => pair.Value.Length > 0))
        {
            Console.WriteLine($"{name.PadRight(width)}  {value}");
        }
    }

    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time span in its two largest units.</summary>
    public static string Lag(long? seconds)
    {
        if (seconds is not { } all) return "-";
        var span = TimeSpan.FromSeconds(all);
        return span switch
        {
            { Days: > 0 } => $"{span.Days} d {span.Hours} h",
            { Hours: > 0 } => $"{span.Hours} h {span.Minutes} min",
            { Minutes: > 0 } => $"{span.Minutes} min {span.Seconds} s",
            _ => $"{span.Seconds} s",
        };
    }
}
