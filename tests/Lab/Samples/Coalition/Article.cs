namespace Entente.Lab.Samples.Coalition;

/// <summary>One numbered paragraph of an instrument; a clause that implements it quotes it whole.</summary>
/// <param name="Label">How the clause cites it, such as <c>Article 3(2)</c>.</param>
/// <param name="Text">The paragraph, on one line, without the label.</param>
internal sealed record Article(string Label, string Text);
