using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>The dictionary of cyber-observables in observed data (STIX 2.0; deprecated in 2.1 §4.14).</summary>
internal static class ObservedData
{
    /// <summary>Key and type of each object in the dictionary.</summary>
    public static ObservableScope ScopeOf(JsonWalk walk)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        if (walk.Read() && walk.Token == JsonTokenType.StartObject)
        {
            while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
            {
                var isObjects = walk.TextIs("objects"u8);
                if (!walk.Read()) break;
                if (isObjects && walk.Token == JsonTokenType.StartObject) ReadObjects(ref walk, types);
                else walk.Skip();
            }
        }

        return new ObservableScope(types);
    }

    private static void ReadObjects(ref JsonWalk walk, Dictionary<string, string> types)
    {
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var key = walk.Text();
            if (!walk.Read()) return;
            if (walk.Token != JsonTokenType.StartObject)
            {
                walk.Skip();
                continue;
            }

            types[key] = "";
            while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
            {
                var isType = walk.TextIs("type"u8);
                if (!walk.Read()) return;
                if (isType && walk.Token == JsonTokenType.String) types[key] = walk.Text();
                walk.Skip();
            }
        }
    }
}
