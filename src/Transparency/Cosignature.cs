namespace Entente.Transparency;

/// <summary>A cosignature that verifies (C2SP tlog-cosignature v1.0.1).</summary>
/// <param name="Name">The cosigner's name.</param>
/// <param name="At">The time that the cosigner states, to the second.</param>
public readonly record struct Cosignature(string Name, DateTimeOffset At);
