using System.Collections.Immutable;

namespace Entente.Agreements.Clauses;

/// <summary>A state's organisation with keys.</summary>
/// <param name="Id">Its party id.</param>
/// <param name="Name">Its name, by language.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Authority">The competent authority.</param>
/// <param name="Identity">Its STIX identity.</param>
/// <param name="Origin">The prefix of its log and witness names.</param>
/// <param name="Organisation">The units that TLP's "organisation" means.</param>
/// <param name="Community">The parties that TLP's "community" means.</param>
/// <param name="Clients">The classes that TLP's "clients" means; may be empty.</param>
/// <param name="DeclaredPurpose">What it declares to use received information for.</param>
/// <param name="Keys">Its public keys.</param>
public sealed record Party(
    string Id,
    ImmutableSortedDictionary<string, string> Name,
    string Country,
    string Authority,
    string Identity,
    string Origin,
    ImmutableArray<string> Organisation,
    ImmutableArray<string> Community,
    ImmutableArray<string> Clients,
    string DeclaredPurpose,
    PartyKeys Keys)
{
    /// <summary>Roles that clauses can name, such as a national team.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>What kind of recipient it is; null when it does not say.</summary>
    public RecipientClass? Class { get; init; }

    /// <summary>Of a contractor, how far below the party it works: 1 directly for it, 2 for its contractor.</summary>
    public int Tier { get; init; } = 1;

    /// <summary>Of a contractor, what its government attests.</summary>
    public ImmutableArray<string> Attested { get; init; } = [];
}
