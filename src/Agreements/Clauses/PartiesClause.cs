using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Agreements.Clauses;

/// <summary>Who takes part, with keys, and what TLP's words mean for each of them.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Parties">The parties.</param>
public sealed record PartiesClause(ClauseHeader Header, ImmutableArray<Party> Parties) : Clause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        foreach (var party in new[] { channel.Discloser, channel.Recipient })
        {
            if (Parties.All(listed => listed.Id != party)) findings.Deny("party-not-listed", this, $"`{party}` is not a party");
        }
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        if (Parties.Length < 2) yield return Fault("parties-few", "parties", "an agreement has at least two parties");
        foreach (var twice in Twice(party => [party.Id]).Concat(Twice(party => [party.Identity]))
            .Concat(Twice(party => [party.Origin])).Concat(Twice(party => party.Keys.Agreement.Keys)))
        {
            yield return Fault("party-twice", "parties", $"`{twice}` stands for two parties");
        }

        // One signature would count for both of them.
        foreach (var key in Twice(party => AllKeys(party.Keys)))
        {
            yield return Fault("key-shared", "parties", $"`{key}` is a key of two parties");
        }

        foreach (var stranger in Parties.SelectMany(party => party.Community)
            .Where(id => Parties.All(party => party.Id != id)).Distinct())
        {
            yield return Fault("party-unknown", "parties", $"`{stranger}` in a community is no party");
        }

        // GREEN and AMBER mean nothing until the words they rest on are bound to sets.
        foreach (var party in Parties)
        {
            if (party.Community.IsEmpty) yield return Fault("binding-missing", "parties", $"`community` of `{party.Id}` is not bound");
            if (party.Organisation.IsEmpty) yield return Fault("binding-missing", "parties", $"`organisation` of `{party.Id}` is not bound");
        }
    }

    internal static PartiesClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var parties = ImmutableArray.CreateBuilder<Party>();
        foreach (var item in parameters.Objects("parties"))
        {
            if (ReadParty(item) is { } party) parties.Add(party);
        }

        return new PartiesClause(header, parties.ToImmutable());
    }

    private IEnumerable<string> Twice(Func<Party, IEnumerable<string>> values) => Parties.SelectMany(values)
        .GroupBy(value => value, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static IEnumerable<string> AllKeys(PartyKeys keys) =>
        keys.Agreement.Values.Append(keys.Log).Append(keys.Witness).Select(key => key.ToBase64()).Distinct();

    private static Party? ReadParty(ParameterReader item)
    {
        var id = item.Text("id", IsPartyId);
        var name = item.Map("name");
        var country = item.Text("country", IsCountry);
        var authority = item.Text("authority");
        var identity = item.Text("identity", text => StixId.TryGetType(text, out var type) && type is "identity");
        var origin = item.Text("origin", text => SignedNote.IsName(text) && !text.Contains("://", StringComparison.Ordinal));
        var organisation = item.Texts("organisation");
        var community = item.Texts("community");
        var clients = item.Texts("clients");
        var purpose = item.Text("declaredPurpose", PurposeClause.IsPurpose);
        var keys = PartyKeysReader.Read(item.Object("keys"));
        var roles = item.OptionalTexts("roles") ?? [];
        var kind = item.OptionalChoice(
            "class", ("government", RecipientClass.Government), ("military", RecipientClass.Military),
            ("internationalOrganisation", RecipientClass.InternationalOrganisation),
            ("contractor", RecipientClass.Contractor));
        var tier = item.Has("tier") ? item.Number("tier", 1, ContractorsClause.TiersMax) : 1;
        var attested = item.OptionalTexts("attested", ContractorsClause.IsCondition) ?? [];
        item.Finish();
        return keys is null ? null : new Party(
            id, name, country, authority, identity, origin, organisation, community, clients, purpose, keys)
        {
            Roles = roles,
            Class = kind,
            Tier = tier,
            Attested = attested,
        };
    }

    internal static bool IsCountry(string text) => text.Length == 2 && text.All(char.IsAsciiLetterUpper);

    /// <summary>Whether a text can be a party id: 2 to 40 lower case letters, digits and hyphens.</summary>
    public static bool IsPartyId(string text) => text.Length is >= 2 and <= 40
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
