namespace Entente.Stix.Validation;

/// <summary>
/// The members of one object that has been walked, by name. Rules ask for few of them and most objects have few, so
/// they stand in a list.
/// </summary>
internal sealed class Members
{
    private readonly List<(string Name, Member Member)> _items = new(16);

    public IEnumerable<string> Names => _items.Select(item => item.Name);

    /// <summary>The member; one without a token if there is none of that name.</summary>
    public Member this[string name]
    {
        get
        {
            foreach (var (known, member) in _items)
            {
                if (known == name) return member;
            }

            return default;
        }
    }

    public void Add(string name, Member member) => _items.Add((name, member));

    public bool Has(string name) => this[name].IsPresent;
}
