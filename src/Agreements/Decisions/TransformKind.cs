namespace Entente.Agreements.Decisions;

/// <summary>What a transformation does to an object.</summary>
public enum TransformKind
{
    /// <summary>A property at the top level is removed.</summary>
    RemoveProperty,

    /// <summary>The creator is replaced.</summary>
    ReplaceCreator,

    /// <summary>A property at the top level becomes less exact.</summary>
    GeneraliseProperty,

    /// <summary>A token stands for a property at the top level.</summary>
    TokeniseProperty,
}
