using Entente.Exchange.Feeds;
using Entente.Exchange.Ports;
using Entente.Stix;

namespace Entente.Exchange.Pushes;

/// <summary>What a server's answer means for each entry of an envelope. Pure.</summary>
public static class PushVerdicts
{
    /// <summary>How often an entry is tried before it is given up.</summary>
    public const int AttemptsMax = 6;

    /// <summary>How many entries one envelope holds at most.</summary>
    public const int EnvelopeObjectsMax = 500;

    private const int DoublingsMax = 20;
    private const int SmallerByTimes = 8;

    private static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WaitMax = TimeSpan.FromHours(1);

    /// <summary>
    /// How many entries that were refused so often are sent together: fewer each time, and in the end each alone, so that
    /// an answer which does not say whom it means costs no entry but the one that it is about.
    /// </summary>
    public static int TogetherMax(int attempts)
    {
        var count = EnvelopeObjectsMax;
        for (var i = 0; i < attempts && count > 1; i++) count = Math.Max(1, count / SmallerByTimes);
        return count;
    }

    /// <summary>The entries that the server has taken, and the others as they stand now.</summary>
    /// <param name="sent">The entries of the envelope.</param>
    /// <param name="answer">What the server says; null when it has forgotten, so that all are sent again.</param>
    /// <param name="now">The time.</param>
    public static (IReadOnlyList<PushItem> Taken, IReadOnlyList<PushItem> Open) Of(
        IReadOnlyList<PushItem> sent, PushAnswer? answer, DateTimeOffset now)
    {
        if (answer is null)
        {
            return ([], [.. sent.Select(item => Refuse(item, "the server has forgotten what became of it", now))]);
        }

        if (!answer.IsComplete)
        {
            return ([], [.. sent.Select(item => item with
            {
                StatusId = answer.StatusId, Polls = item.Polls + 1, DueAt = now + Wait(FirstPoll, item.Polls),
            })]);
        }

        var said = answer.Refused.ToLookup(refusal => refusal.ObjectId);
        var verdicts = sent.Select(item => (Item: item, Refusal: Find(item, [.. said[item.ObjectId]], sent))).ToList();

        // A refusal that is about no entry as far as can be told may be about any of the others.
        var isVague = answer.RefusedCount > verdicts.Count(verdict => verdict.Refusal is not null);
        var (taken, open) = (new List<PushItem>(), new List<PushItem>());
        foreach (var (item, refusal) in verdicts)
        {
            if (refusal is not null) open.Add(Refuse(item, refusal.Message, now));
            else if (isVague) open.Add(Refuse(item, $"the server refused {answer.RefusedCount} and does not say which", now));
            else taken.Add(item);
        }

        return (taken, open);
    }

    /// <summary>An entry that was refused: to be sent again later, or given up.</summary>
    public static PushItem Refuse(PushItem item, string message, DateTimeOffset now)
    {
        var attempts = item.Attempts + 1;
        return item with
        {
            StatusId = null,
            Polls = 0,
            Attempts = attempts,
            DueAt = now + Wait(FirstRetry, attempts - 1),
            IsFailed = attempts >= AttemptsMax,
            Message = ForeignText.Of(message),
        };
    }

    /// <summary>
    /// Servers write versions in more than one way, so instants are compared; a refusal of none of the versions sent is
    /// one of the object.
    /// </summary>
    private static PushRefusal? Find(PushItem item, List<PushRefusal> said, IReadOnlyList<PushItem> sent) =>
        said.Find(refusal => IsVersion(refusal, item))
        ?? said.Find(refusal => !sent.Any(
            other => other.ObjectId == refusal.ObjectId && IsVersion(refusal, other)));

    private static bool IsVersion(PushRefusal refusal, PushItem item) => refusal.Version == item.Version
        || (StixTimestamp.TryParse(refusal.Version, out var told) && StixTimestamp.TryParse(item.Version, out var ours)
            && told == ours);

    private static TimeSpan Wait(TimeSpan first, int doublings)
    {
        var wait = first * (1 << Math.Min(doublings, DoublingsMax));
        return wait < WaitMax ? wait : WaitMax;
    }
}
