using Entente.Agreements.Compilation;
using Entente.Exchange.Ports;

namespace Entente.Exchange.Policy;

/// <summary>
/// The rules of the life of an agreement after its activation: which step may follow, and what it does to the set.
/// </summary>
internal static class AgreementLife
{
    /// <summary>The set after a step.</summary>
    public static AgreementSet Apply(AgreementSet agreements, AgreementStepRow step) => step.Kind switch
    {
        AgreementStepKind.Suspend => agreements.WithSuspension(step.AgreementId, new Suspension(step.At, step.Until)),
        AgreementStepKind.Resume => agreements.WithoutSuspensions(step.AgreementId),
        AgreementStepKind.Keep => agreements.WithoutEnd(step.AgreementId),
        _ => agreements.WithEnd(step.AgreementId, step.Until ?? step.At),
    };

    /// <summary>
    /// The step as it will be kept, with its end worked out; or why it cannot be taken. Suspending is never refused for
    /// being repeated: who pulls the brake twice wants to stand.
    /// </summary>
    public static AgreementStepRow? Plan(
        AgreementSet agreements, AgreementStepRow asked, out (string Code, string Message) refusal)
    {
        refusal = default;
        var (id, now) = (asked.AgreementId, asked.At);
        if (agreements.Find(id) is not { } agreement)
        {
            refusal = ("agreement-unknown", $"no agreement `{id}` is active here");
        }
        else if (asked.Kind != AgreementStepKind.Resume && HasEnded(agreements, agreement, now))
        {
            refusal = ("agreement-ended", $"`{id}` has ended, and nothing brings it back");
        }
        else if (asked is { Until: not null, Kind: not (AgreementStepKind.Suspend or AgreementStepKind.Terminate) })
        {
            refusal = ("until-unexpected", "only a suspension and a termination are given an instant");
        }
        else if (asked.Until <= now)
        {
            refusal = ("until-past", $"{asked.Until:O} is over; left out, it means until further notice, or at once");
        }
        else
        {
            return asked.Kind switch
            {
                AgreementStepKind.Resume => Resume(agreements, asked, ref refusal),
                AgreementStepKind.Denounce => Denounce(agreements, agreement, asked, ref refusal),
                AgreementStepKind.Keep => Keep(agreements, asked, ref refusal),
                AgreementStepKind.Terminate => asked with { Until = asked.Until ?? now },
                _ => asked,
            };
        }

        return null;
    }

    private static bool HasEnded(AgreementSet agreements, CompiledAgreement agreement, DateTimeOffset now) =>
        now >= agreement.Validity.Until || agreements.IsEnded(agreement.Document.Id, now);

    private static AgreementStepRow? Resume(
        AgreementSet agreements, AgreementStepRow asked, ref (string Code, string Message) refusal)
    {
        var isPaused = agreements.SuspensionsOf(asked.AgreementId)
            .Any(pause => pause.Until is null || pause.Until > asked.At);
        if (isPaused) return asked;
        refusal = ("not-suspended", $"this node has not suspended `{asked.AgreementId}`");
        return null;
    }

    private static AgreementStepRow? Denounce(
        AgreementSet agreements, CompiledAgreement agreement, AgreementStepRow asked,
        ref (string Code, string Message) refusal)
    {
        if (agreements.EndOf(asked.AgreementId) is { } planned)
        {
            refusal = ("notice-given", $"`{asked.AgreementId}` ends {planned:O} already");
        }
        else if (agreement.Validity.EndAfterNotice(asked.At) is { } end)
        {
            return asked with { Until = end };
        }
        else
        {
            refusal = ("notice-not-provided", $"`{asked.AgreementId}` says nothing of notice; it can be terminated");
        }

        return null;
    }

    private static AgreementStepRow? Keep(
        AgreementSet agreements, AgreementStepRow asked, ref (string Code, string Message) refusal)
    {
        if (agreements.EndOf(asked.AgreementId) is not null) return asked;
        refusal = ("notice-missing", $"no notice to end `{asked.AgreementId}` was given here");
        return null;
    }
}
