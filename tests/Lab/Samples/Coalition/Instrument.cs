using System.Text;

namespace Entente.Lab.Samples.Coalition;

/// <summary>
/// The text of a sample instrument, from which the text file and the quotes in the clauses are both made.
/// </summary>
internal sealed class Instrument(string name, string title, string japanese, string vietnamese, Article[] articles)
{
    private const string Notice =
        "Sample text, written for Entente. It is not, and does not claim to be, the text of any instrument that "
        + "governments have signed. Names of units are fictional.";

    /// <summary>The stem of the file names and the last segment of the agreement's id.</summary>
    public string Name => name;

    public string Title => title;

    public string Japanese => japanese;

    public string Vietnamese => vietnamese;

    public string Text()
    {
        var text = new StringBuilder().Append(title).Append("\n\n").Append(Notice).Append('\n');
        foreach (var article in articles)
        {
            text.Append('\n').Append(article.Label).Append('\n').Append(article.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The paragraph with this label; a label that does not exist is a mistake of the generator.</summary>
    public Article Article(string label) =>
        articles.FirstOrDefault(article => article.Label == label)
        ?? throw new InvalidOperationException($"{name} has no `{label}`");
}
