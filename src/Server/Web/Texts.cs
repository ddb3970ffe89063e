namespace Entente.Server.Web;

/// <summary>Names the resource files that hold the pages' texts: Texts.resx, Texts.ja.resx, Texts.vi.resx.</summary>
internal sealed class Texts;
