namespace Entente.Stix.Validation.Tables;

/// <summary>
/// Where STIX 2.0 differs: no version on the object, labels as vocabularies, observables inside observed data.
/// </summary>
internal static class Version20Tables
{
    /// <summary>Types that 2.1 added; in 2.0 they are custom.</summary>
    public static bool IsNewIn21(string type) => type is "grouping" or "incident" or "infrastructure" or "location" or
        "malware-analysis" or "note" or "opinion" or "language-content" or "extension-definition";

    /// <summary>The common properties, which other tables include; to be read before those.</summary>
    public const string Common = """
        # common-domain 2.0/1§3.1 + common-core
        spec_version            string
        extensions              any
        created_by_ref          identifier
        created                 required timestamp
        modified                required timestamp
        revoked                 boolean
        labels                  list of string
        external_references     list of object external-reference

        # common-observable 2.0/3§3
        type                    required string
        extensions              extensions

        # local-observable 2.0/3§3
        type                    required string
        extensions              extensions
        """;

    /// <summary>The types that differ; to be read last.</summary>
    public const string Text = """
        # identity 2.0/2§2.4 + common-domain
        name                    required string
        description             string
        identity_class          required open-vocab identity-class-ov
        sectors                 list of open-vocab industry-sector-ov
        contact_information     string

        # indicator 2.0/2§2.5 + common-domain
        labels                  required list of open-vocab indicator-label-ov
        name                    string
        description             string
        pattern                 required string
        valid_from              required timestamp
        valid_until             timestamp
        kill_chain_phases       list of object kill-chain-phase
        - valid_from < valid_until

        # malware 2.0/2§2.7 + common-domain
        labels                  required list of open-vocab malware-label-ov
        name                    required string
        description             string
        kill_chain_phases       list of object kill-chain-phase

        # observed-data 2.0/2§2.8 + common-domain
        first_observed          required timestamp
        last_observed           required timestamp
        number_observed         required integer 1..999999999
        objects                 required dictionary of observable
        - first_observed <= last_observed

        # report 2.0/2§2.9 + common-domain
        labels                  required list of open-vocab report-type-ov
        name                    required string
        description             string
        published               required timestamp
        object_refs             required list of identifier

        # threat-actor 2.0/2§2.10 + common-domain
        labels                  required list of open-vocab threat-actor-label-ov
        name                    required string
        description             string
        aliases                 list of string
        roles                   list of open-vocab threat-actor-role-ov
        goals                   list of string
        sophistication          open-vocab threat-actor-sophistication-ov
        resource_level          open-vocab attack-resource-level-ov
        primary_motivation      open-vocab attack-motivation-ov
        secondary_motivations   list of open-vocab attack-motivation-ov
        personal_motivations    list of open-vocab attack-motivation-ov

        # tool 2.0/2§2.11 + common-domain
        labels                  required list of open-vocab tool-type-ov
        name                    required string
        description             string
        kill_chain_phases       list of object kill-chain-phase
        tool_version            string

        # marking-definition 2.0/1§4.1 + common-core
        created_by_ref          identifier
        created                 required timestamp
        external_references     list of object external-reference
        definition_type         required format marking-type
        definition              required dictionary

        # directory 2.0/4§2.3 + common-observable
        path                    required string
        path_enc                format character-set
        created                 timestamp
        modified                timestamp
        accessed                timestamp
        contains_refs           list of identifier to file directory

        # artifact 2.0/4§2.1 + common-observable
        mime_type               format mime-type
        payload_bin             binary
        url                     format url
        hashes                  hashes
        - exactly one of payload_bin url
        - url needs hashes

        # file 2.0/4§2.7 + common-observable
        hashes                  hashes
        size                    integer 0..
        name                    string
        name_enc                format character-set
        magic_number_hex        hex
        mime_type               format mime-type
        created                 timestamp
        modified                timestamp
        accessed                timestamp
        parent_directory_ref    identifier to directory
        is_encrypted            boolean
        encryption_algorithm    open-vocab encryption-algorithm-ov
        decryption_key          string
        contains_refs           list of identifier
        content_ref             identifier to artifact
        - at least one of hashes name
        - encryption_algorithm needs is_encrypted
        - decryption_key needs is_encrypted
        - is_encrypted = false forbids encryption_algorithm
        - is_encrypted = false forbids decryption_key

        # network-traffic 2.0/4§2.12 + common-observable
        start                   timestamp
        end                     timestamp
        is_active               boolean
        src_ref                 identifier to ipv4-addr ipv6-addr mac-addr domain-name
        dst_ref                 identifier to ipv4-addr ipv6-addr mac-addr domain-name
        src_port                integer 0..65535
        dst_port                integer 0..65535
        protocols               required list of string
        src_byte_count          integer
        dst_byte_count          integer
        src_packets             integer
        dst_packets             integer
        ipfix                   dictionary
        src_payload_ref         identifier to artifact
        dst_payload_ref         identifier to artifact
        encapsulates_refs       list of identifier to network-traffic
        encapsulated_by_ref     identifier to network-traffic
        - at least one of src_ref dst_ref
        - is_active = true forbids end
        - start <= end

        # process 2.0/4§2.13 + common-observable
        is_hidden               boolean
        pid                     integer
        name                    string
        created                 timestamp
        cwd                     string
        arguments               list of string
        command_line            string
        environment_variables   dictionary of string
        opened_connection_refs  list of identifier to network-traffic
        creator_user_ref        identifier to user-account
        binary_ref              identifier to file
        parent_ref              identifier to process
        child_refs              list of identifier to process

        # user-account 2.0/4§2.16 + common-observable
        user_id                 required string
        account_login           string
        account_type            open-vocab account-type-ov
        display_name            string
        is_service_account      boolean
        is_privileged           boolean
        can_escalate_privs      boolean
        is_disabled             boolean
        account_created         timestamp
        account_expires         timestamp
        password_last_changed   timestamp
        account_first_login     timestamp
        account_last_login      timestamp

        # archive-ext 2.0/4§2.7.2
        contains_refs           required list of identifier to file directory
        version                 string
        comment                 string

        # windows-registry-key 2.0/4§2.17 + common-observable
        key                     required string
        values                  list of object windows-registry-value
        modified                timestamp
        creator_user_ref        identifier to user-account
        number_of_subkeys       integer

        # email-message 2.0/4§2.6 + common-observable
        is_multipart            required boolean
        date                    timestamp
        content_type            string
        from_ref                identifier to email-addr
        sender_ref              identifier to email-addr
        to_refs                 list of identifier to email-addr
        cc_refs                 list of identifier to email-addr
        bcc_refs                list of identifier to email-addr
        subject                 string
        received_lines          list of string
        additional_header_fields dictionary
        body                    string
        body_multipart          list of object email-mime-part
        raw_email_ref           identifier to artifact
        - is_multipart = false forbids body_multipart
        - is_multipart = true forbids body
        """;
}
