using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>The checklist of TAXII 2.1, section by section, over one node.</summary>
[CollectionDefinition(Name)]
public sealed class ChecklistCollection : ICollectionFixture<TaxiiBed>
{
    public const string Name = "TAXII 2.1 checklist";
}
