using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>What a file says as a Windows portable executable: the <c>windows-pebinary-ext</c> (§6.7.6).</summary>
public sealed record WindowsPebinaryExtension : StixPart
{
    /// <summary>What kind of executable it is; see <see cref="WindowsPebinaryTypes"/> (§6.7.6).</summary>
    public required string PeType { get; init; }

    /// <summary>Hash over its imported functions (§6.7.6).</summary>
    public string? Imphash { get; init; }

    /// <summary>The machine it is for (§6.7.6).</summary>
    public string? MachineHex { get; init; }

    /// <summary>How many sections it has, not negative (§6.7.6).</summary>
    public long? NumberOfSections { get; init; }

    /// <summary>When it was linked (§6.7.6).</summary>
    public StixTimestamp? TimeDateStamp { get; init; }

    /// <summary>Offset of the symbol table (§6.7.6).</summary>
    public string? PointerToSymbolTableHex { get; init; }

    /// <summary>How many symbols there are, not negative (§6.7.6).</summary>
    public long? NumberOfSymbols { get; init; }

    /// <summary>Size of the optional header in bytes, not negative (§6.7.6).</summary>
    public long? SizeOfOptionalHeader { get; init; }

    /// <summary>Flags of the file (§6.7.6).</summary>
    public string? CharacteristicsHex { get; init; }

    /// <summary>Hashes of the file header, by algorithm; see <see cref="HashAlgorithms"/> (§6.7.6).</summary>
    public OrderedDictionary<string, string>? FileHeaderHashes { get; init; }

    /// <summary>The optional header (§6.7.6).</summary>
    public WindowsPeOptionalHeader? OptionalHeader { get; init; }

    /// <summary>The sections (§6.7.6).</summary>
    public ImmutableArray<WindowsPeSection> Sections { get; init; } = [];

    internal override void Write(MemberWriter to)
    {
        to.Put("pe_type", PeType);
        to.Put("imphash", Imphash);
        to.Put("machine_hex", MachineHex);
        to.Put("number_of_sections", NumberOfSections);
        to.Put("time_date_stamp", TimeDateStamp);
        to.Put("pointer_to_symbol_table_hex", PointerToSymbolTableHex);
        to.Put("number_of_symbols", NumberOfSymbols);
        to.Put("size_of_optional_header", SizeOfOptionalHeader);
        to.Put("characteristics_hex", CharacteristicsHex);
        to.Put("file_header_hashes", FileHeaderHashes);
        to.Put("optional_header", OptionalHeader);
        to.Put("sections", Sections);
    }
}
