using System.Diagnostics.CodeAnalysis;

namespace Entente.Stix.Validation;

/// <summary>The cyber-observables of one observed data of STIX 2.0, which name each other by key.</summary>
internal sealed class ObservableScope(IReadOnlyDictionary<string, string> types)
{
    /// <summary>The type of the object under a key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out string? type) => types.TryGetValue(key, out type);
}
