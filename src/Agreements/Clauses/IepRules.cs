using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// What Information Exchange Policies on an object say about its release, the strictest of each kind.
/// </summary>
internal static class IepRules
{
    public static void Decide(
        MarkingClause clause, ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        var policies = facts.Markings.Select(marking => marking.Iep).OfType<IepPolicy>().ToList();
        if (policies.Count == 0) return;
        foreach (var policy in policies.Where(policy => !policy.HoldsAt(now)))
        {
            findings.Deny("iep-not-in-force", clause, $"its policy holds from {policy.Start:O} until {policy.End:O}");
        }

        if (policies.Any(policy => policy.EncryptInTransit))
        {
            findings.Oblige("iep:encrypt-in-transit");
            if (channel.Security?.Tls is null) findings.Deny("channel-unknown", clause, "its policy wants an encrypted way");
        }

        findings.Oblige($"iep-actions:{IepPolicy.ActionOrder[policies.Min(policy => policy.PermittedActions)]}");
        if (policies.Any(policy => !policy.MayNotifyAffected)) findings.Oblige("tool:notifyVictim:deny");
        if (policies.Any(policy => !policy.MayResell)) findings.Oblige("iep:no-resale");
        DecideAttribution(clause, policies, facts, channel, findings);
    }

    private static void DecideAttribution(
        MarkingClause clause, List<IepPolicy> policies, ReleaseFacts facts, ChannelTerms channel, Findings findings)
    {
        var must = policies.Any(policy => policy.Attribution == "must");
        var mustNot = policies.Any(policy => policy.Attribution == "must-not");
        if (must && mustNot)
        {
            findings.Deny("iep-contradicts", clause, "one policy wants the source named and another does not");
        }

        if (must)
        {
            if (facts.CreatorId is null) findings.Deny("source-not-named", clause, "the object names no creator");
            findings.StayWhole("originator-not-kept", clause, "a derivative would not name the source that its policy names");
        }

        var releasing = findings.Agreement.Find(channel.Discloser)?.Identity;
        if (!mustNot || facts.CreatorId is null || facts.CreatorId == releasing) return;
        findings.Transform(
            "source-replaced", clause, "its policy does not name the source",
            releasing is null
                ? new TransformOp(TransformKind.RemoveProperty, "created_by_ref")
                : new TransformOp(TransformKind.ReplaceCreator, releasing));
    }
}
