using System.CommandLine;

namespace Entente.Cli.Output;

/// <summary>A command whose help ends with some paragraphs that a line of description cannot hold.</summary>
internal sealed class NotedCommand(string name, string description, string notes) : Command(name, description)
{
    public string Notes { get; } = notes;
}
