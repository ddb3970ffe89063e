using System.Collections.Frozen;

namespace Entente.Stix;

/// <summary>The properties that the standard defines, by type (STIX 2.1 §3 to §7). Everything else is custom.</summary>
public static class StandardProperties
{
    private const string Common =
        "type spec_version id created_by_ref created modified revoked labels confidence lang external_references "
        + "object_marking_refs granular_markings extensions defanged";

    private static readonly FrozenDictionary<string, FrozenSet<string>> ByType = new Dictionary<string, string>
    {
        ["attack-pattern"] = "name description aliases kill_chain_phases",
        ["campaign"] = "name description aliases first_seen last_seen objective",
        ["course-of-action"] = "name description action",
        ["grouping"] = "name description context object_refs",
        ["identity"] = "name description roles identity_class sectors contact_information",
        ["incident"] = "name description",
        ["indicator"] = "name description indicator_types pattern pattern_type pattern_version valid_from valid_until "
            + "kill_chain_phases",
        ["infrastructure"] = "name description infrastructure_types aliases kill_chain_phases first_seen last_seen",
        ["intrusion-set"] = "name description aliases first_seen last_seen goals resource_level primary_motivation "
            + "secondary_motivations",
        ["location"] = "name description latitude longitude precision region country administrative_area city "
            + "street_address postal_code",
        ["malware"] = "name description malware_types is_family aliases kill_chain_phases first_seen last_seen "
            + "operating_system_refs architecture_execution_envs implementation_languages capabilities sample_refs",
        ["malware-analysis"] = "product version host_vm_ref operating_system_ref installed_software_refs "
            + "configuration_version modules analysis_engine_version analysis_definition_version submitted "
            + "analysis_started analysis_ended result_name result analysis_sco_refs sample_ref",
        ["note"] = "abstract content authors object_refs",
        ["observed-data"] = "first_observed last_observed number_observed objects object_refs",
        ["opinion"] = "explanation authors opinion object_refs",
        ["report"] = "name description report_types published object_refs",
        ["threat-actor"] =
            "name description threat_actor_types aliases first_seen last_seen roles goals sophistication "
            + "resource_level primary_motivation secondary_motivations personal_motivations",
        ["tool"] = "name description tool_types aliases kill_chain_phases tool_version",
        ["vulnerability"] = "name description",
        ["relationship"] = "relationship_type description source_ref target_ref start_time stop_time",
        ["sighting"] = "description first_seen last_seen count sighting_of_ref observed_data_refs where_sighted_refs "
            + "summary",
        ["marking-definition"] = "name definition_type definition",
        ["extension-definition"] = "name description schema version extension_types extension_properties",
        ["language-content"] = "object_ref object_modified contents",
        ["artifact"] = "mime_type payload_bin url hashes encryption_algorithm decryption_key",
        ["autonomous-system"] = "number name rir",
        ["directory"] = "path path_enc ctime mtime atime contains_refs",
        ["domain-name"] = "value resolves_to_refs",
        ["email-addr"] = "value display_name belongs_to_ref",
        ["email-message"] = "is_multipart date content_type from_ref sender_ref to_refs cc_refs bcc_refs message_id "
            + "subject received_lines additional_header_fields body body_multipart raw_email_ref",
        ["file"] = "hashes size name name_enc magic_number_hex mime_type ctime mtime atime parent_directory_ref "
            + "contains_refs content_ref",
        ["ipv4-addr"] = "value resolves_to_refs belongs_to_refs",
        ["ipv6-addr"] = "value resolves_to_refs belongs_to_refs",
        ["mac-addr"] = "value",
        ["mutex"] = "name",
        ["network-traffic"] = "start end is_active src_ref dst_ref src_port dst_port protocols src_byte_count "
            + "dst_byte_count src_packets dst_packets ipfix src_payload_ref dst_payload_ref encapsulates_refs "
            + "encapsulated_by_ref",
        ["process"] = "is_hidden pid created_time cwd command_line environment_variables opened_connection_refs "
            + "creator_user_ref image_ref parent_ref child_refs",
        ["software"] = "name cpe swid languages vendor version",
        ["url"] = "value",
        ["user-account"] =
            "user_id credential account_login account_type display_name is_service_account is_privileged "
            + "can_escalate_privs is_disabled account_created account_expires credential_last_changed "
            + "account_first_login account_last_login",
        ["windows-registry-key"] = "key values modified_time creator_user_ref number_of_subkeys",
        ["x509-certificate"] = "is_self_signed hashes version serial_number signature_algorithm issuer "
            + "validity_not_before validity_not_after subject subject_public_key_algorithm "
            + "subject_public_key_modulus subject_public_key_exponent x509_v3_extensions",
    }.ToFrozenDictionary(row => row.Key, row => $"{Common} {row.Value}".Split(' ').ToFrozenSet());

    private static readonly FrozenSet<string> CommonNames = Common.Split(' ').ToFrozenSet();

    /// <summary>Every name that the standard defines at the top level of some type.</summary>
    internal static IEnumerable<string> AllNames => ByType.Values.SelectMany(names => names).Distinct();

    /// <summary>Whether the standard defines the property for the type.</summary>
    public static bool IsStandard(string type, string property) =>
        (ByType.TryGetValue(type, out var names) ? names : CommonNames).Contains(property);
}
