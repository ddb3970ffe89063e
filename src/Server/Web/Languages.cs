namespace Entente.Server.Web;

/// <summary>The languages of the pages.</summary>
internal static class Languages
{
    public const string Default = "en";

    public static readonly string[] All = ["en", "ja", "vi"];
}
