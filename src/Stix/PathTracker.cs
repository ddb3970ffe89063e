using System.Globalization;
using System.Text;

namespace Entente.Stix;

/// <summary>Where a forward pass stands: a stack of property names and list positions.</summary>
internal sealed class PathTracker
{
    private readonly List<Step> _steps = [];

    /// <summary>How many objects and lists are open.</summary>
    public int Depth => _steps.Count;

    /// <summary>The name of the property that is read in the innermost open object.</summary>
    public string Current => _steps[^1].Name;

    /// <summary>The name of the top-level property that is read.</summary>
    public string Top => _steps[0].Name;

    /// <summary>Whether the innermost open container is a list.</summary>
    public bool InList => _steps.Count > 0 && _steps[^1].IsList;

    /// <summary>The nearest property name: the one that a list of values belongs to.</summary>
    public string Property
    {
        get
        {
            for (var i = _steps.Count - 1; i >= 0; i--)
            {
                if (!_steps[i].IsList) return _steps[i].Name;
            }

            return "";
        }
    }

    public void Push(bool isList) => _steps.Add(new Step { IsList = isList, Index = -1, Name = "" });

    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    public void Name(string name) => _steps[^1] = _steps[^1] with { Name = name };

    /// <summary>A value begins: in a list, that is the next item.</summary>
    public void Value()
    {
        if (InList) _steps[^1] = _steps[^1] with { Index = _steps[^1].Index + 1 };
    }

    /// <summary>The JSON pointer (RFC 6901) of the value that is read.</summary>
    public string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var step in _steps)
        {
            pointer.Append('/');
            if (step.IsList) pointer.Append(step.Index.ToString(CultureInfo.InvariantCulture));
            else pointer.Append(step.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    private readonly record struct Step(bool IsList, int Index, string Name);
}
