namespace Entente.Agreements.Signatures;

/// <summary>One signature of a JWS document.</summary>
/// <param name="Protected">The protected header, base64url, as signed.</param>
/// <param name="Bytes">The signature.</param>
/// <param name="Algorithm">The header's <c>alg</c>.</param>
/// <param name="KeyId">The header's <c>kid</c>.</param>
/// <param name="Type">The header's <c>typ</c>.</param>
internal sealed record JwsSignature(
    string Protected, ReadOnlyMemory<byte> Bytes, string Algorithm, string KeyId, string Type);
