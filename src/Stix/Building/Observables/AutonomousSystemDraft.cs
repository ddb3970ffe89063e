namespace Entente.Stix.Building;

/// <summary>An autonomous system of Internet routing: the <c>autonomous-system</c> (§6.2).</summary>
/// <remarks>The id is made from <see cref="Number"/>.</remarks>
public sealed record AutonomousSystemDraft : ObservableDraft
{
    /// <summary>Its number (§6.2).</summary>
    public required long Number { get; init; }

    /// <summary>Its name (§6.2).</summary>
    public string? Name { get; init; }

    /// <summary>The regional Internet registry that gave the number (§6.2).</summary>
    public string? Rir { get; init; }

    /// <inheritdoc/>
    public override string Type => "autonomous-system";

    internal override void Write(MemberWriter to)
    {
        to.Put("number", Number);
        to.Put("name", Name);
        to.Put("rir", Rir);
    }
}
