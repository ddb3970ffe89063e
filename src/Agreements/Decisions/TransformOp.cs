namespace Entente.Agreements.Decisions;

/// <summary>One required change. If it cannot be made, nothing leaves.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Argument">The property's name, or the new creator's id.</param>
/// <param name="Detail">How exact a property stays; empty otherwise.</param>
public readonly record struct TransformOp(TransformKind Kind, string Argument, string Detail = "");
