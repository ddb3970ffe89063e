namespace Entente.Stix.Building;

/// <summary>What a file says as an image: the <c>raster-image-ext</c> (§6.7.5).</summary>
/// <remarks>
/// At least one of <see cref="ImageHeight"/>, <see cref="ImageWidth"/>, <see cref="BitsPerPixel"/> and
/// <see cref="ExifTags"/> must be set.
/// </remarks>
public sealed record RasterImageExtension : StixPart
{
    /// <summary>Height in pixels (§6.7.5).</summary>
    public long? ImageHeight { get; init; }

    /// <summary>Width in pixels (§6.7.5).</summary>
    public long? ImageWidth { get; init; }

    /// <summary>Bits per pixel (§6.7.5).</summary>
    public long? BitsPerPixel { get; init; }

    /// <summary>EXIF tags, by name (§6.7.5).</summary>
    public OrderedDictionary<string, StixValue>? ExifTags { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("image_height", ImageHeight);
        to.Put("image_width", ImageWidth);
        to.Put("bits_per_pixel", BitsPerPixel);
        to.Put("exif_tags", ExifTags);
    }
}
