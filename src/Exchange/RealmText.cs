namespace Entente.Exchange;

/// <summary>The written form of a realm in documents, keys and log origins.</summary>
public static class RealmText
{
    /// <summary>The written form: <c>live</c> or <c>exercise</c>.</summary>
    public static string Write(this Realm realm) => realm switch
    {
        Realm.Live => "live",
        Realm.Exercise => "exercise",
        _ => throw new ArgumentOutOfRangeException(nameof(realm)),
    };

    /// <summary>Reads the written form; anything else is no realm.</summary>
    public static bool TryRead(string? text, out Realm realm)
    {
        realm = text == "exercise" ? Realm.Exercise : Realm.Live;
        return text is "live" or "exercise";
    }
}
