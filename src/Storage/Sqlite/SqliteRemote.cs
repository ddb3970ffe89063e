using Entente.Exchange.Ports;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

/// <summary>How a foreign collection stands in columns.</summary>
internal static class SqliteRemote
{
    public const string Columns =
        "url, user_name, secret, certificate, certificate_key, tls_pin, authorities, is_private";

    public const int Count = 8;

    public static object?[] Values(RemoteCollection remote) =>
    [
        remote.Url, remote.UserName, remote.Secret, remote.Certificate, remote.CertificateKey, remote.TlsPin,
        remote.Authorities, remote.IsPrivateAllowed ? 1 : 0,
    ];

    public static RemoteCollection Read(SqliteDataReader reader, int from) => new(
        reader.GetString(from), reader.TextOrNull(from + 1), reader.TextOrNull(from + 2), reader.TextOrNull(from + 3),
        reader.TextOrNull(from + 4), reader.TextOrNull(from + 5), reader.TextOrNull(from + 6),
        reader.GetInt64(from + 7) != 0);
}
