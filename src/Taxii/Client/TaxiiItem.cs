namespace Entente.Taxii.Client;

/// <summary>
/// What reading a collection gives, in order: objects, after each page a <see cref="TaxiiPage"/>, and at a fault a
/// <see cref="TaxiiStop"/>, which is the last. A reading that ends without a stop is complete.
/// </summary>
public abstract record TaxiiItem
{
    private protected TaxiiItem()
    {
    }
}
