namespace Entente.Cli.Taxii;

/// <summary>How what was read is written.</summary>
internal enum ItemForm
{
    /// <summary>Objects in one bundle.</summary>
    Bundle,

    /// <summary>One item a line, as JSON.</summary>
    Lines,

    /// <summary>Records or versions in one JSON document.</summary>
    Json,

    /// <summary>Records or versions for people.</summary>
    Table,
}
