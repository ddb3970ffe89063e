namespace Entente.Stix.Patterns;

/// <summary>One token: what it is and where it stands.</summary>
internal readonly record struct PatternToken(PatternTokenKind Kind, int Position, int Length)
{
    public int End => Position + Length;
}
