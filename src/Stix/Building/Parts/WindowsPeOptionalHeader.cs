namespace Entente.Stix.Building;

/// <summary>The optional header of a portable executable (§6.7.6.2).</summary>
public sealed record WindowsPeOptionalHeader : StixPart
{
    /// <summary>What tells 32 from 64 bits (§6.7.6.2).</summary>
    public string? MagicHex { get; init; }

    /// <summary>Linker version, before the point (§6.7.6.2).</summary>
    public long? MajorLinkerVersion { get; init; }

    /// <summary>Linker version, after the point (§6.7.6.2).</summary>
    public long? MinorLinkerVersion { get; init; }

    /// <summary>Size of the code in bytes, not negative (§6.7.6.2).</summary>
    public long? SizeOfCode { get; init; }

    /// <summary>Size of the initialized data in bytes, not negative (§6.7.6.2).</summary>
    public long? SizeOfInitializedData { get; init; }

    /// <summary>Size of the uninitialized data in bytes, not negative (§6.7.6.2).</summary>
    public long? SizeOfUninitializedData { get; init; }

    /// <summary>Where running begins, from the image base (§6.7.6.2).</summary>
    public long? AddressOfEntryPoint { get; init; }

    /// <summary>Where the code begins, from the image base (§6.7.6.2).</summary>
    public long? BaseOfCode { get; init; }

    /// <summary>Where the data begins, from the image base (§6.7.6.2).</summary>
    public long? BaseOfData { get; init; }

    /// <summary>The address where the image prefers to be loaded (§6.7.6.2).</summary>
    public long? ImageBase { get; init; }

    /// <summary>Alignment of sections in memory, in bytes (§6.7.6.2).</summary>
    public long? SectionAlignment { get; init; }

    /// <summary>Alignment of sections in the file, in bytes (§6.7.6.2).</summary>
    public long? FileAlignment { get; init; }

    /// <summary>Needed system version, before the point (§6.7.6.2).</summary>
    public long? MajorOsVersion { get; init; }

    /// <summary>Needed system version, after the point (§6.7.6.2).</summary>
    public long? MinorOsVersion { get; init; }

    /// <summary>Version of the image, before the point (§6.7.6.2).</summary>
    public long? MajorImageVersion { get; init; }

    /// <summary>Version of the image, after the point (§6.7.6.2).</summary>
    public long? MinorImageVersion { get; init; }

    /// <summary>Subsystem version, before the point (§6.7.6.2).</summary>
    public long? MajorSubsystemVersion { get; init; }

    /// <summary>Subsystem version, after the point (§6.7.6.2).</summary>
    public long? MinorSubsystemVersion { get; init; }

    /// <summary>Reserved by Windows (§6.7.6.2).</summary>
    public string? Win32VersionValueHex { get; init; }

    /// <summary>Size in memory, in bytes, not negative (§6.7.6.2).</summary>
    public long? SizeOfImage { get; init; }

    /// <summary>Size of all headers, in bytes, not negative (§6.7.6.2).</summary>
    public long? SizeOfHeaders { get; init; }

    /// <summary>Checksum of the file (§6.7.6.2).</summary>
    public string? ChecksumHex { get; init; }

    /// <summary>The subsystem it needs (§6.7.6.2).</summary>
    public string? SubsystemHex { get; init; }

    /// <summary>Flags of the library (§6.7.6.2).</summary>
    public string? DllCharacteristicsHex { get; init; }

    /// <summary>Stack to reserve, in bytes, not negative (§6.7.6.2).</summary>
    public long? SizeOfStackReserve { get; init; }

    /// <summary>Stack to commit, in bytes, not negative (§6.7.6.2).</summary>
    public long? SizeOfStackCommit { get; init; }

    /// <summary>Heap to reserve, in bytes (§6.7.6.2).</summary>
    public long? SizeOfHeapReserve { get; init; }

    /// <summary>Heap to commit, in bytes (§6.7.6.2).</summary>
    public long? SizeOfHeapCommit { get; init; }

    /// <summary>Reserved by Windows (§6.7.6.2).</summary>
    public string? LoaderFlagsHex { get; init; }

    /// <summary>How many data directories follow (§6.7.6.2).</summary>
    public long? NumberOfRvaAndSizes { get; init; }

    /// <summary>Hashes of the optional header, by algorithm; see <see cref="HashAlgorithms"/> (§6.7.6.2).</summary>
    public OrderedDictionary<string, string>? Hashes { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("magic_hex", MagicHex);
        to.Put("major_linker_version", MajorLinkerVersion);
        to.Put("minor_linker_version", MinorLinkerVersion);
        to.Put("size_of_code", SizeOfCode);
        to.Put("size_of_initialized_data", SizeOfInitializedData);
        to.Put("size_of_uninitialized_data", SizeOfUninitializedData);
        to.Put("address_of_entry_point", AddressOfEntryPoint);
        to.Put("base_of_code", BaseOfCode);
        to.Put("base_of_data", BaseOfData);
        to.Put("image_base", ImageBase);
        to.Put("section_alignment", SectionAlignment);
        to.Put("file_alignment", FileAlignment);
        to.Put("major_os_version", MajorOsVersion);
        to.Put("minor_os_version", MinorOsVersion);
        to.Put("major_image_version", MajorImageVersion);
        to.Put("minor_image_version", MinorImageVersion);
        to.Put("major_subsystem_version", MajorSubsystemVersion);
        to.Put("minor_subsystem_version", MinorSubsystemVersion);
        to.Put("win32_version_value_hex", Win32VersionValueHex);
        to.Put("size_of_image", SizeOfImage);
        to.Put("size_of_headers", SizeOfHeaders);
        to.Put("checksum_hex", ChecksumHex);
        to.Put("subsystem_hex", SubsystemHex);
        to.Put("dll_characteristics_hex", DllCharacteristicsHex);
        to.Put("size_of_stack_reserve", SizeOfStackReserve);
        to.Put("size_of_stack_commit", SizeOfStackCommit);
        to.Put("size_of_heap_reserve", SizeOfHeapReserve);
        to.Put("size_of_heap_commit", SizeOfHeapCommit);
        to.Put("loader_flags_hex", LoaderFlagsHex);
        to.Put("number_of_rva_and_sizes", NumberOfRvaAndSizes);
        to.Put("hashes", Hashes);
    }
}
