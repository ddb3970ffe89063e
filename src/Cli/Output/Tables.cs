using System.Globalization;
using System.Text.Json;
using Entente.Cli.Agreements;
using Spectre.Console;

namespace Entente.Cli.Output;

/// <summary>Tables for people: one look, and the node's JSON values in the form in which they are said.</summary>
internal static class Tables
{
    /// <summary>Columns for output that goes to a file or a pipe, where no terminal says how wide it is.</summary>
    private const int WidthRedirected = 180;

    /// <summary>Gives tables room when nothing limits it; a terminal keeps its own width.</summary>
    public static void FitOutput()
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthRedirected;
    }

    public static Table Create(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(columns);
        return table;
    }

    /// <summary>A table of objects with one property a column.</summary>
    public static Table Of(JsonElement rows, string[] titles, string[] properties)
    {
        var table = Create(titles);
        foreach (var row in rows.EnumerateArray())
        {
            table.AddRow([.. properties.Select(name => Markup.Escape(Said(row.GetProperty(name))))]);
        }

        return table;
    }

    /// <summary>A value as people say it: agreements by their name, times in UTC to the second.</summary>
    public static string Said(JsonElement value)
    {
        var text = value.ToString();
        if (value.ValueKind != JsonValueKind.String) return text;
        if (text.StartsWith(AgreementId.Prefix, StringComparison.Ordinal)) return text[AgreementId.Prefix.Length..];
        return text.Length >= "2026-01-01T00:00:00Z".Length && text[10] == 'T' && value.TryGetDateTimeOffset(out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : text;
    }
}
