using System.Text.Json;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary>The account people read: what was released, transformed, held and withheld, by clause and reason.</summary>
internal static class AccountTable
{
    public static void Print(JsonElement account)
    {
        foreach (var channel in account.EnumerateArray())
        {
            var table = Tables.Create("outcome", "objects", "what", "clause", "reason");
            var agreement = Tables.Said(channel.GetProperty("agreement"));
            table.Title($"to {Markup.Escape(Text(channel, "recipient"))} under {Markup.Escape(agreement)}");
            table.Columns[1].RightAligned();
            foreach (var row in channel.GetProperty("rows").EnumerateArray())
            {
                table.AddRow(
                    Colour(Text(row, "outcome")), row.GetProperty("count").GetInt64().ToString(),
                    Markup.Escape(Text(row, "types")), Markup.Escape(Text(row, "clause")), Markup.Escape(Text(row, "reason")));
            }

            AnsiConsole.Write(table);
        }
    }

    private static string Colour(string outcome) => outcome switch
    {
        "released" => "[green]released[/]",
        "transformed" => "[aqua]transformed[/]",
        "held" => "[yellow]held[/]",
        _ => $"[red]{Markup.Escape(outcome)}[/]",
    };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
