using System.Text.Json;

namespace Entente.Stix;

/// <summary>What the top level of a document has shown so far of what it is.</summary>
internal sealed class DocumentShape
{
    private string? _name;
    private bool _hasOther;
    private bool _objectsBad;
    private bool _inObjects;

    /// <summary>Documents begun; more than one means JSON lines.</summary>
    public int Documents { get; private set; }

    public string? Type { get; private set; }

    public int ObjectsSeen { get; private set; }

    public bool? More { get; private set; }

    public string? Next { get; private set; }

    /// <summary>Whether nothing speaks for a container.</summary>
    public bool LooksLikeObject => ObjectsSeen == 0 && Type is not (null or "bundle");

    public void StartDocument()
    {
        Documents++;
        (_name, Type, ObjectsSeen, _hasOther, _objectsBad, _inObjects) = (null, null, 0, false, false, false);
    }

    public void OnName(string? name) => _name = name;

    /// <summary>Takes a value of the top level; true if it opens the list of a container's objects.</summary>
    public bool OnValue(JsonTokenType token, string? text)
    {
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray) return false;
        switch (_name)
        {
            case "type":
                Type = text;
                break;
            case "more" when token is JsonTokenType.True or JsonTokenType.False:
                More = token == JsonTokenType.True;
                break;
            case "next" when text is not null:
                Next = text;
                break;
            case "objects" when token == JsonTokenType.StartArray && Type is null or "bundle":
                ObjectsSeen++;
                _inObjects = true;
                return true;
            case "objects":
                _objectsBad = true;
                break;
            default:
                _hasOther = true;
                break;
        }

        return false;
    }

    /// <summary>Whether a token at this depth stands in, or ends, the list of a container's objects.</summary>
    public bool InObjects(int depth) => _inObjects && depth >= 1;

    public void EndObjects() => _inObjects = false;

    public DocumentVerdict EndDocument()
    {
        if (ObjectsSeen > 0) return Type is null or "bundle" ? DocumentVerdict.Container : DocumentVerdict.NotABundle;
        if (Type == "bundle") return _objectsBad ? DocumentVerdict.BadObjects : DocumentVerdict.Container;

        // An envelope without objects is `{}` or says only whether there is more (TAXII 2.1 §3.7).
        var emptyEnvelope = Type is null && !_hasOther && !_objectsBad;
        return emptyEnvelope ? DocumentVerdict.Container : DocumentVerdict.Object;
    }
}
