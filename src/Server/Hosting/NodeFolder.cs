using Entente.Exchange.Ports;

namespace Entente.Server.Hosting;

/// <summary>
/// The layout of a node's data folder. Everything a node is lies here: settings, keys, the store. Only its owner can
/// read it.
/// </summary>
internal sealed class NodeFolder(string root)
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Root { get; } = Path.GetFullPath(root);

    public string Settings => Path.Combine(Root, "node.json");

    public string Store => Path.Combine(Root, "entente.db");

    public string OperatorToken => Path.Combine(Root, "operator.token");

    public string ViewerToken => Path.Combine(Root, "viewer.token");

    public string PublicKeys => Path.Combine(Root, "party.json");

    public string Keys => Path.Combine(Root, "keys");

    public string AgreementKey => Path.Combine(Keys, "agreement.key");

    public string LogKey => Path.Combine(Keys, "log.key");

    public string WitnessKey => Path.Combine(Keys, "witness.key");

    public string DerivativeSecret => Path.Combine(Keys, "derivative.secret");

    public string CursorSecret => Path.Combine(Keys, "cursor.secret");

    public string TlsCertificate => Path.Combine(Keys, "tls.pem");

    public string TlsKey => Path.Combine(Keys, "tls.key");

    public bool Exists => File.Exists(Settings);

    /// <summary>
    /// Refuses a folder without a node, and one without its store: a new one would start our logs again.
    /// </summary>
    public void RequireNode()
    {
        if (!Exists) throw new InvalidDataException($"`{Root}` holds no node; run `entente-node init` first");
        if (new FileInfo(Store) is { Exists: true, Length: > 0 }) return;
        throw new InvalidDataException(
            $"store-missing: `{Store}` is missing or empty; restore it from a backup: a node that starts without "
            + "it contradicts the logs that its partners hold");
    }

    /// <summary>Creates the folders, closed to everybody else.</summary>
    public void Create()
    {
        CreateFolder(Root);
        CreateFolder(Keys);
    }

    /// <summary>Writes a file that only the owner can read, whole or not at all.</summary>
    public static void WritePrivate(string path, ReadOnlySpan<byte> bytes) =>
        WritePrivate(path, bytes, NoFaults.Instance);

    /// <summary>The same, with the durability points <c>init:before-commit</c> and <c>init:after-commit</c>.</summary>
    public static void WritePrivate(string path, ReadOnlySpan<byte> bytes, IFaultHook faults)
    {
        // Written beside and renamed: if we die in the middle, the old file or none stands, never half a key.
        var beside = path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        using (var file = new FileStream(beside, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        faults.Reached("init:before-commit");
        File.Move(beside, path, overwrite: true);
        faults.Reached("init:after-commit");
    }

    /// <summary>Refuses key files that others can read: they may have been read already.</summary>
    public IEnumerable<string> TooOpen()
    {
        if (OperatingSystem.IsWindows()) yield break;
        foreach (var path in Directory.EnumerateFiles(Keys).Append(OperatorToken).Append(ViewerToken).Append(Store))
        {
            if (File.Exists(path) && (File.GetUnixFileMode(path) & ~OwnerFile) != 0) yield return path;
        }
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerFolder);
    }
}
