using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class PropertyRulesTests
{
    [Theory]
    [InlineData("indicator", "pattern", true)]
    [InlineData("indicator", "name", false)]
    [InlineData("indicator", "created", true)]
    [InlineData("ipv4-addr", "value", true)]
    [InlineData("ipv4-addr", "created", false)]
    [InlineData("marking-definition", "modified", false)]
    [InlineData("relationship", "source_ref", true)]
    [InlineData("x-thing", "id", true)]
    [InlineData("x-thing", "name", false)]
    public void Required_properties_follow_the_standard(string type, string property, bool required) =>
        Assert.Equal(required, RequiredProperties.IsRequired(type, property));

    [Theory]
    [InlineData("relationship", "source_ref", true)]
    [InlineData("relationship", "target_ref", true)]
    [InlineData("sighting", "sighting_of_ref", true)]
    [InlineData("sighting", "where_sighted_refs", false)]
    [InlineData("report", "object_refs", true)]
    [InlineData("note", "object_refs", true)]
    [InlineData("opinion", "object_refs", true)]
    [InlineData("grouping", "object_refs", true)]
    [InlineData("observed-data", "object_refs", true)]
    [InlineData("language-content", "object_ref", true)]
    [InlineData("report", "created_by_ref", false)]
    [InlineData("email-message", "from_ref", true)]
    public void References_that_carry_an_object_are_required(string type, string property, bool required) =>
        Assert.Equal(required, ReferenceRules.IsRequired(type, property));
}
