namespace Entente.Exchange.Ports;

/// <summary>What became of one added object.</summary>
/// <param name="ObjectId">Its id, as it was given.</param>
/// <param name="Version">Its <c>modified</c>, else <c>created</c>, else when it arrived.</param>
/// <param name="Refusal">Why it was not taken, in words that only its own content decides; null when it was.</param>
public sealed record AdditionItem(string ObjectId, string Version, string? Refusal);
