namespace Entente.Stix.Validation.Tables;

/// <summary>STIX Cyber-observable Objects (STIX 2.1 §6).</summary>
internal static class ObservableTables
{
    public const string Text = """
        # artifact §6.1 + common-observable
        mime_type               format mime-type
        payload_bin             binary
        url                     format url
        hashes                  hashes
        encryption_algorithm    enum encryption-algorithm-enum
        decryption_key          string
        - exactly one of payload_bin url
        - url needs hashes
        - decryption_key needs encryption_algorithm

        # autonomous-system §6.2 + common-observable
        number                  required integer
        name                    string
        rir                     string

        # directory §6.3 + common-observable
        path                    required string
        path_enc                format character-set
        ctime                   timestamp
        mtime                   timestamp
        atime                   timestamp
        contains_refs           list of identifier to file directory

        # domain-name §6.4 + common-observable
        value                   required string
        resolves_to_refs        list of identifier to ipv4-addr ipv6-addr domain-name

        # email-addr §6.5 + common-observable
        value                   required format email-address
        display_name            string
        belongs_to_ref          identifier to user-account

        # email-message §6.6 + common-observable
        is_multipart            required boolean
        date                    timestamp
        content_type            string
        from_ref                identifier to email-addr
        sender_ref              identifier to email-addr
        to_refs                 list of identifier to email-addr
        cc_refs                 list of identifier to email-addr
        bcc_refs                list of identifier to email-addr
        message_id              string
        subject                 string
        received_lines          list of string
        additional_header_fields dictionary
        body                    string
        body_multipart          list of object email-mime-part
        raw_email_ref           identifier to artifact
        - is_multipart = false forbids body_multipart
        - is_multipart = true forbids body

        # email-mime-part §6.6.2
        body                    string
        body_raw_ref            identifier to artifact file
        content_type            string
        content_disposition     string
        - exactly one of body body_raw_ref

        # file §6.7 + common-observable
        hashes                  hashes
        size                    integer 0..
        name                    string
        name_enc                format character-set
        magic_number_hex        hex
        mime_type               format mime-type
        ctime                   timestamp
        mtime                   timestamp
        atime                   timestamp
        parent_directory_ref    identifier to directory
        contains_refs           list of identifier to sco custom
        content_ref             identifier to artifact
        - at least one of hashes name

        # ipv4-addr §6.8 + common-observable
        value                   required format ipv4
        resolves_to_refs        list of identifier to mac-addr
        belongs_to_refs         list of identifier to autonomous-system

        # ipv6-addr §6.9 + common-observable
        value                   required format ipv6
        resolves_to_refs        list of identifier to mac-addr
        belongs_to_refs         list of identifier to autonomous-system

        # mac-addr §6.10 + common-observable
        value                   required format mac-address

        # mutex §6.11 + common-observable
        name                    required string

        # network-traffic §6.12 + common-observable
        start                   timestamp
        end                     timestamp
        is_active               boolean
        src_ref                 identifier to ipv4-addr ipv6-addr mac-addr domain-name
        dst_ref                 identifier to ipv4-addr ipv6-addr mac-addr domain-name
        src_port                integer 0..65535
        dst_port                integer 0..65535
        protocols               required list of string
        src_byte_count          integer 0..
        dst_byte_count          integer 0..
        src_packets             integer 0..
        dst_packets             integer 0..
        ipfix                   dictionary
        src_payload_ref         identifier to artifact
        dst_payload_ref         identifier to artifact
        encapsulates_refs       list of identifier to network-traffic
        encapsulated_by_ref     identifier to network-traffic
        - at least one of src_ref dst_ref
        - is_active = true forbids end
        - start <= end
        - should have src_port dst_port

        # process §6.13 + common-observable
        is_hidden               boolean
        pid                     integer
        created_time            timestamp
        cwd                     string
        command_line            string
        environment_variables   dictionary of string
        opened_connection_refs  list of identifier to network-traffic
        creator_user_ref        identifier to user-account
        image_ref               identifier to file
        parent_ref              identifier to process
        child_refs              list of identifier to process
        - at least one of extensions is_hidden pid created_time cwd command_line environment_variables
        .. opened_connection_refs creator_user_ref image_ref parent_ref child_refs

        # software §6.14 + common-observable
        name                    required string
        cpe                     format cpe
        swid                    string
        languages               list of format language
        vendor                  string
        version                 string

        # url §6.15 + common-observable
        value                   required format url

        # user-account §6.16 + common-observable
        user_id                 string
        credential              string
        account_login           string
        account_type            open-vocab account-type-ov
        display_name            string
        is_service_account      boolean
        is_privileged           boolean
        can_escalate_privs      boolean
        is_disabled             boolean
        account_created         timestamp
        account_expires         timestamp
        credential_last_changed timestamp
        account_first_login     timestamp
        account_last_login      timestamp
        - at least one of extensions user_id credential account_login account_type display_name is_service_account
        .. is_privileged can_escalate_privs is_disabled account_created account_expires credential_last_changed
        .. account_first_login account_last_login

        # windows-registry-key §6.17 + common-observable
        key                     string
        values                  list of object windows-registry-value
        modified_time           timestamp
        creator_user_ref        identifier to user-account
        number_of_subkeys       integer
        - at least one of key values modified_time creator_user_ref number_of_subkeys

        # windows-registry-value §6.17.2
        name                    string
        data                    string
        data_type               enum windows-registry-datatype-enum
        - at least one of name data data_type

        # x509-certificate §6.18 + common-observable
        is_self_signed          boolean
        hashes                  hashes
        version                 string
        serial_number           string
        signature_algorithm     string
        issuer                  string
        validity_not_before     timestamp
        validity_not_after      timestamp
        subject                 string
        subject_public_key_algorithm string
        subject_public_key_modulus string
        subject_public_key_exponent integer
        x509_v3_extensions      object x509-v3-extensions
        - at least one of extensions is_self_signed hashes version serial_number signature_algorithm issuer
        .. validity_not_before validity_not_after subject subject_public_key_algorithm subject_public_key_modulus
        .. subject_public_key_exponent x509_v3_extensions

        # x509-v3-extensions §6.18.2
        basic_constraints       string
        name_constraints        string
        policy_constraints      string
        key_usage               string
        extended_key_usage      string
        subject_key_identifier  string
        authority_key_identifier string
        subject_alternative_name string
        issuer_alternative_name string
        subject_directory_attributes string
        crl_distribution_points string
        inhibit_any_policy      string
        private_key_usage_period_not_before timestamp
        private_key_usage_period_not_after timestamp
        certificate_policies    string
        policy_mappings         string
        """;
}
