using Entente.Stix;

namespace Entente.Agreements.Compilation;

/// <summary>A time in which a node releases nothing under an agreement, whatever its text says.</summary>
/// <param name="From">The first instant suspended.</param>
/// <param name="Until">The first instant no longer suspended; null until further notice.</param>
public sealed record Suspension(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>Whether a loss is why, rather than somebody's decision.</summary>
    public bool IsCompromise { get; init; }

    /// <summary>The only recipient to whom nothing is released; null for all.</summary>
    public string? Recipient { get; init; }

    /// <summary>Whether an instant is suspended.</summary>
    public bool Contains(DateTimeOffset instant) => instant >= From && (Until is null || instant < Until);

    /// <summary>The interval as text, the same for equal instants.</summary>
    public override string ToString() =>
        $"{StixTimestamp.FromInstant(From)}/" +
        $"{(Until is { } until ? StixTimestamp.FromInstant(until).ToString() : "..")}" +
        $"{(IsCompromise ? "!" : "")}{(Recipient is null ? "" : $">{Recipient}")}";
}
