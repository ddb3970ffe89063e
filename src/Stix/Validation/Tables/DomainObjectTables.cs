namespace Entente.Stix.Validation.Tables;

/// <summary>STIX Domain Objects (STIX 2.1 §4).</summary>
internal static class DomainObjectTables
{
    public const string Text = """
        # attack-pattern §4.1 + common-domain
        name                    required string
        description             string
        aliases                 list of string
        kill_chain_phases       list of object kill-chain-phase

        # campaign §4.2 + common-domain
        name                    required string
        description             string
        aliases                 list of string
        first_seen              timestamp
        last_seen               timestamp
        objective               string
        - first_seen <= last_seen

        # course-of-action §4.3 + common-domain
        name                    required string
        description             string

        # grouping §4.4 + common-domain
        name                    string
        description             string
        context                 required open-vocab grouping-context-ov
        object_refs             required list of identifier

        # identity §4.5 + common-domain
        name                    required string
        description             string
        roles                   list of string
        identity_class          open-vocab identity-class-ov
        sectors                 list of open-vocab industry-sector-ov
        contact_information     string

        # incident §4.6 + common-domain
        name                    required string
        description             string

        # indicator §4.7 + common-domain
        name                    string
        description             string
        indicator_types         list of open-vocab indicator-type-ov
        pattern                 required string
        pattern_type            required open-vocab pattern-type-ov
        pattern_version         string
        valid_from              required timestamp
        valid_until             timestamp
        kill_chain_phases       list of object kill-chain-phase
        - valid_from < valid_until
        - should have name description

        # infrastructure §4.8 + common-domain
        name                    required string
        description             string
        infrastructure_types    list of open-vocab infrastructure-type-ov
        aliases                 list of string
        kill_chain_phases       list of object kill-chain-phase
        first_seen              timestamp
        last_seen               timestamp
        - first_seen <= last_seen

        # intrusion-set §4.9 + common-domain
        name                    required string
        description             string
        aliases                 list of string
        first_seen              timestamp
        last_seen               timestamp
        goals                   list of string
        resource_level          open-vocab attack-resource-level-ov
        primary_motivation      open-vocab attack-motivation-ov
        secondary_motivations   list of open-vocab attack-motivation-ov
        - first_seen <= last_seen

        # location §4.10 + common-domain
        name                    string
        description             string
        latitude                float -90..90
        longitude               float -180..180
        precision               float
        region                  open-vocab region-ov
        country                 format country
        administrative_area     string
        city                    string
        street_address          string
        postal_code             string
        - latitude needs longitude
        - longitude needs latitude
        - precision needs latitude
        - at least one of region country latitude

        # malware §4.11 + common-domain
        name                    string
        description             string
        malware_types           list of open-vocab malware-type-ov
        is_family               required boolean
        aliases                 list of string
        kill_chain_phases       list of object kill-chain-phase
        first_seen              timestamp
        last_seen               timestamp
        operating_system_refs   list of identifier to software
        architecture_execution_envs list of open-vocab processor-architecture-ov
        implementation_languages list of open-vocab implementation-language-ov
        capabilities            list of open-vocab malware-capabilities-ov
        sample_refs             list of identifier to artifact file
        - first_seen <= last_seen
        - is_family = true needs name

        # malware-analysis §4.12 + common-domain
        product                 required string
        version                 string
        host_vm_ref             identifier to software
        operating_system_ref    identifier to software
        installed_software_refs list of identifier to software
        configuration_version   string
        modules                 list of string
        analysis_engine_version string
        analysis_definition_version string
        submitted               timestamp
        analysis_started        timestamp
        analysis_ended          timestamp
        result_name             string
        result                  open-vocab malware-result-ov
        analysis_sco_refs       list of identifier to sco custom
        sample_ref              identifier to artifact file network-traffic
        - at least one of result analysis_sco_refs

        # note §4.13 + common-domain
        abstract                string
        content                 required string
        authors                 list of string
        object_refs             required list of identifier

        # observed-data §4.14 + common-domain
        first_observed          required timestamp
        last_observed           required timestamp
        number_observed         required integer 1..999999999
        objects                 dictionary of observable
        object_refs             list of identifier to sco sro custom
        - first_observed <= last_observed
        - exactly one of objects object_refs

        # opinion §4.15 + common-domain
        explanation             string
        authors                 list of string
        opinion                 required enum opinion-enum
        object_refs             required list of identifier

        # report §4.16 + common-domain
        name                    required string
        description             string
        report_types            list of open-vocab report-type-ov
        published               required timestamp
        object_refs             required list of identifier

        # threat-actor §4.17 + common-domain
        name                    required string
        description             string
        threat_actor_types      list of open-vocab threat-actor-type-ov
        aliases                 list of string
        first_seen              timestamp
        last_seen               timestamp
        roles                   list of open-vocab threat-actor-role-ov
        goals                   list of string
        sophistication          open-vocab threat-actor-sophistication-ov
        resource_level          open-vocab attack-resource-level-ov
        primary_motivation      open-vocab attack-motivation-ov
        secondary_motivations   list of open-vocab attack-motivation-ov
        personal_motivations    list of open-vocab attack-motivation-ov
        - first_seen <= last_seen

        # tool §4.18 + common-domain
        name                    required string
        description             string
        tool_types              list of open-vocab tool-type-ov
        aliases                 list of string
        kill_chain_phases       list of object kill-chain-phase
        tool_version            string

        # vulnerability §4.19 + common-domain
        name                    required string
        description             string

        # relationship §5.1 + common-domain
        relationship_type       required format relationship-type
        description             string
        source_ref              required identifier to sdo sco custom
        target_ref              required identifier to sdo sco custom
        start_time              timestamp
        stop_time               timestamp
        - start_time < stop_time

        # sighting §5.2 + common-domain
        description             string
        first_seen              timestamp
        last_seen               timestamp
        count                   integer 0..999999999
        sighting_of_ref         required identifier to sdo custom
        observed_data_refs      list of identifier to observed-data
        where_sighted_refs      list of identifier to identity location
        summary                 boolean
        - first_seen <= last_seen
        """;
}
