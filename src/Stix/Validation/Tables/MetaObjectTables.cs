namespace Entente.Stix.Validation.Tables;

/// <summary>Meta objects and the bundle (STIX 2.1 §7, §8).</summary>
internal static class MetaObjectTables
{
    public const string Text = """
        # language-content §7.1 + common-domain
        object_ref              required identifier
        object_modified         timestamp
        contents                required dictionary of dictionary

        # marking-definition §7.2.1 + common-core
        spec_version            required string
        created_by_ref          identifier
        created                 required timestamp
        external_references     list of object external-reference
        name                    string
        definition_type         format marking-type
        definition              dictionary
        - at least one of definition extensions
        - definition needs definition_type
        - definition_type needs definition

        # extension-definition §7.3 + common-domain
        created_by_ref          required identifier
        name                    required string
        description             string
        schema                  required string
        version                 required format semantic-version
        extension_types         required list of enum extension-type-enum
        extension_properties    list of format property-name
        - should have description

        # extension §7.3.2
        extension_type          required enum extension-type-enum

        # bundle §8
        type                    required string
        id                      required identifier
        objects                 list of any
        """;
}
