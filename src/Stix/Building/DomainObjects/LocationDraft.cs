namespace Entente.Stix.Building;

/// <summary>A place on earth, by coordinates or by name: the <c>location</c> (§4.10).</summary>
/// <remarks>
/// <see cref="Latitude"/> needs <see cref="Longitude"/>. <see cref="Longitude"/> needs <see cref="Latitude"/>.
/// <see cref="Precision"/> needs <see cref="Latitude"/>. At least one of <see cref="Region"/>, <see cref="Country"/>
/// and <see cref="Latitude"/> must be set.
/// </remarks>
public sealed record LocationDraft : VersionedDraft
{
    /// <summary>What the place is called (§4.10).</summary>
    public string? Name { get; init; }

    /// <summary>What is to be said of it (§4.10).</summary>
    public string? Description { get; init; }

    /// <summary>Degrees north (negative: south) of the equator, from -90 to 90 (§4.10).</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east (negative: west) of Greenwich, from -180 to 180 (§4.10).</summary>
    public double? Longitude { get; init; }

    /// <summary>How many metres the coordinates may be off (§4.10).</summary>
    public double? Precision { get; init; }

    /// <summary>Part of the world; see <see cref="Regions"/> (§4.10).</summary>
    public string? Region { get; init; }

    /// <summary>Country code of ISO 3166-1, two letters (§4.10).</summary>
    public string? Country { get; init; }

    /// <summary>State, province or the like (§4.10).</summary>
    public string? AdministrativeArea { get; init; }

    /// <summary>City (§4.10).</summary>
    public string? City { get; init; }

    /// <summary>Street and number (§4.10).</summary>
    public string? StreetAddress { get; init; }

    /// <summary>Postal code (§4.10).</summary>
    public string? PostalCode { get; init; }

    /// <inheritdoc/>
    public override string Type => "location";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("latitude", Latitude);
        to.Put("longitude", Longitude);
        to.Put("precision", Precision);
        to.Put("region", Region);
        to.Put("country", Country);
        to.Put("administrative_area", AdministrativeArea);
        to.Put("city", City);
        to.Put("street_address", StreetAddress);
        to.Put("postal_code", PostalCode);
    }
}
