namespace Entente.Stix.Validation.Tables;

/// <summary>The extensions of cyber-observables that the standard itself defines (STIX 2.1 §6).</summary>
internal static class ObservableExtensionTables
{
    /// <summary>Which object each extension belongs to.</summary>
    public static string? OwnerOf(string extension) => extension switch
    {
        "archive-ext" or "ntfs-ext" or "pdf-ext" or "raster-image-ext" or "windows-pebinary-ext" => "file",
        "http-request-ext" or "icmp-ext" or "socket-ext" or "tcp-ext" => "network-traffic",
        "windows-process-ext" or "windows-service-ext" => "process",
        "unix-account-ext" => "user-account",
        _ => null,
    };

    public const string Text = """
        # archive-ext §6.7.2
        contains_refs           required list of identifier to file directory
        comment                 string

        # ntfs-ext §6.7.3
        sid                     string
        alternate_data_streams  list of object alternate-data-stream
        - at least one of sid alternate_data_streams

        # alternate-data-stream §6.7.3.2
        name                    required string
        hashes                  hashes
        size                    integer 0..

        # pdf-ext §6.7.4
        version                 string
        is_optimized            boolean
        document_info_dict      dictionary of format pdf-information
        pdfid0                  string
        pdfid1                  string
        - at least one of version is_optimized document_info_dict pdfid0 pdfid1

        # raster-image-ext §6.7.5
        image_height            integer
        image_width             integer
        bits_per_pixel          integer
        exif_tags               dictionary
        - at least one of image_height image_width bits_per_pixel exif_tags

        # windows-pebinary-ext §6.7.6
        pe_type                 required open-vocab windows-pebinary-type-ov
        imphash                 string
        machine_hex             hex
        number_of_sections      integer 0..
        time_date_stamp         timestamp
        pointer_to_symbol_table_hex hex
        number_of_symbols       integer 0..
        size_of_optional_header integer 0..
        characteristics_hex     hex
        file_header_hashes      hashes
        optional_header         object windows-pe-optional-header
        sections                list of object windows-pe-section

        # windows-pe-optional-header §6.7.6.2
        magic_hex               hex
        major_linker_version    integer
        minor_linker_version    integer
        size_of_code            integer 0..
        size_of_initialized_data integer 0..
        size_of_uninitialized_data integer 0..
        address_of_entry_point  integer
        base_of_code            integer
        base_of_data            integer
        image_base              integer
        section_alignment       integer
        file_alignment          integer
        major_os_version        integer
        minor_os_version        integer
        major_image_version     integer
        minor_image_version     integer
        major_subsystem_version integer
        minor_subsystem_version integer
        win32_version_value_hex hex
        size_of_image           integer 0..
        size_of_headers         integer 0..
        checksum_hex            hex
        subsystem_hex           hex
        dll_characteristics_hex hex
        size_of_stack_reserve   integer 0..
        size_of_stack_commit    integer 0..
        size_of_heap_reserve    integer
        size_of_heap_commit     integer
        loader_flags_hex        hex
        number_of_rva_and_sizes integer
        hashes                  hashes

        # windows-pe-section §6.7.6.3
        name                    required string
        size                    integer 0..
        entropy                 float
        hashes                  hashes

        # http-request-ext §6.12.2
        request_method          required string
        request_value           required string
        request_version         string
        request_header          dictionary
        message_body_length     integer
        message_body_data_ref   identifier to artifact

        # icmp-ext §6.12.3
        icmp_type_hex           required hex
        icmp_code_hex           required hex

        # socket-ext §6.12.4
        address_family          required enum network-socket-address-family-enum
        is_blocking             boolean
        is_listening            boolean
        options                 dictionary of format socket-option
        socket_type             enum network-socket-type-enum
        socket_descriptor       integer 0..
        socket_handle           integer

        # tcp-ext §6.12.5
        src_flags_hex           hex
        dst_flags_hex           hex
        - at least one of src_flags_hex dst_flags_hex

        # windows-process-ext §6.13.2
        aslr_enabled            boolean
        dep_enabled             boolean
        priority                format process-priority
        owner_sid               string
        window_title            string
        startup_info            dictionary
        integrity_level         enum windows-integrity-level-enum
        - at least one of aslr_enabled dep_enabled priority owner_sid window_title startup_info integrity_level

        # windows-service-ext §6.13.3
        service_name            string
        descriptions            list of string
        display_name            string
        group_name              string
        start_type              enum windows-service-start-type-enum
        service_dll_refs        list of identifier to file
        service_type            enum windows-service-type-enum
        service_status          enum windows-service-status-enum
        - at least one of service_name descriptions display_name group_name start_type service_dll_refs service_type
        .. service_status

        # unix-account-ext §6.16.2
        gid                     integer
        groups                  list of string
        home_dir                string
        shell                   string
        - at least one of gid groups home_dir shell
        """;
}
