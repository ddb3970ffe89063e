namespace Entente.Tests.Server;

/// <summary>All that a partner gets to see of one answer.</summary>
internal sealed record TwinAnswer(int Status, string Headers, byte[] Body)
{
    public bool Equals(TwinAnswer? other) =>
        other is not null && Status == other.Status && Headers == other.Headers && Body.AsSpan().SequenceEqual(other.Body);

    public override int GetHashCode() => HashCode.Combine(Status, Headers, Body.Length);
}
