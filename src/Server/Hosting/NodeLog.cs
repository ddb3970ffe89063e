namespace Entente.Server.Hosting;

/// <summary>
/// What a node writes to its log. Event ids are stable; no message holds a secret or an object's content.
/// </summary>
internal static partial class NodeLog
{
    [LoggerMessage(1, LogLevel.Information, "node `{Party}` serves partners at {PartnerAddress} and its operator at {LocalAddress}")]
    public static partial void Started(ILogger logger, string party, string partnerAddress, string localAddress);

    [LoggerMessage(2, LogLevel.Warning, "agreement `{Agreement}` was active and is not any more: {Reasons}")]
    public static partial void AgreementRefused(ILogger logger, string agreement, string reasons);

    [LoggerMessage(3, LogLevel.Error, "a request failed")]
    public static partial void RequestFailed(ILogger logger, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "pull stopped: {Fault}")]
    public static partial void PullStopped(ILogger logger, string fault);

    [LoggerMessage(5, LogLevel.Error, "background work failed and goes on at the next interval")]
    public static partial void WorkFailed(ILogger logger, Exception failure);

    [LoggerMessage(6, LogLevel.Critical, "the store is damaged and the node stops: {Reason}")]
    public static partial void StoreDamaged(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Warning, "partners were told another TLS key; give them `{PublicKeys}` again")]
    public static partial void TlsKeyChanged(ILogger logger, string publicKeys);

    [LoggerMessage(8, LogLevel.Warning, "the TLS certificate is not valid after {End}; see `entente-node tls --help`")]
    public static partial void TlsCertificateEnds(ILogger logger, string end);

    [LoggerMessage(20, LogLevel.Warning, "feed `{Name}` stopped: {Code}, {Message}")]
    public static partial void FeedStopped(ILogger logger, string name, string code, string message);

    [LoggerMessage(21, LogLevel.Warning, "push of channel `{Channel}` stopped: {Code}, {Message}")]
    public static partial void PushStopped(ILogger logger, string channel, string code, string message);
}
