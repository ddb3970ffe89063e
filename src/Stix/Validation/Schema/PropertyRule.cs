namespace Entente.Stix.Validation.Schema;

/// <summary>One row of a property table.</summary>
internal sealed record PropertyRule(string Name, DataType Type, bool IsRequired);
