namespace Entente.Stix.Validation.Tables;

/// <summary>
/// The common properties (STIX 2.1 §3.2) and the objects that stand inside others (§2). What binds several parts of the
/// head, such as the order of its times and where selectors lead, <see cref="StixReader"/> has judged already.
/// </summary>
internal static class CommonTables
{
    public const string Text = """
        # common-core §3.2
        type                    required string
        spec_version            string
        id                      required identifier
        object_marking_refs     list of identifier to marking-definition
        granular_markings       list of object granular-marking
        extensions              extensions

        # common-domain §3.2 + common-core
        spec_version            required string
        created_by_ref          identifier
        created                 required timestamp
        modified                required timestamp
        revoked                 boolean
        labels                  list of string
        confidence              integer 0..100
        lang                    format language
        external_references     list of object external-reference

        # common-observable §3.2 + common-core
        defanged                boolean

        # external-reference §2.5
        source_name             required string
        description             string
        url                     format url
        hashes                  hashes
        external_id             string
        - url should need hashes
        - at least one of description url external_id

        # kill-chain-phase §2.11
        kill_chain_name         required format kill-chain-word
        phase_name              required format kill-chain-word

        # granular-marking §7.2.3
        lang                    format language
        marking_ref             identifier to marking-definition
        selectors               list of string
        """;
}
