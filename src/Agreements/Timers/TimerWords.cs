using Entente.Agreements.Documents;

namespace Entente.Agreements.Timers;

/// <summary>The words of timers in documents, and which of them can be resolved together.</summary>
internal static class TimerWords
{
    public const string Requester = "requester";

    private static readonly string[] Roles =
        ["allParties", "competentAuthority", "discloser", "originator", "recipient", Requester];

    public static ObligationTrigger ReadTrigger(ParameterReader parameters) => parameters.Choice(
        "trigger", ("significantIncident", ObligationTrigger.SignificantIncident),
        ("exploitedVulnerability", ObligationTrigger.ExploitedVulnerability),
        ("severeIncident", ObligationTrigger.SevereIncident), ("compromise", ObligationTrigger.Compromise),
        ("lawChange", ObligationTrigger.LawChange), ("compelledDisclosure", ObligationTrigger.CompelledDisclosure),
        ("release", ObligationTrigger.Release), ("recall", ObligationTrigger.Recall),
        ("request", ObligationTrigger.Request), ("purposeEnded", ObligationTrigger.PurposeEnded),
        ("termination", ObligationTrigger.Termination));

    public static ClockStart ReadClock(ParameterReader parameters) => parameters.Choice("clockStart", Clocks);

    public static ClockStart? ReadOptionalClock(ParameterReader parameters) =>
        parameters.OptionalChoice("clockStart", Clocks);

    public static OnMiss ReadOnMiss(ParameterReader parameters) => parameters.Choice(
        "onMiss", ("record", OnMiss.Record), ("escalate", OnMiss.Escalate), ("suspend", OnMiss.Suspend));

    /// <summary>
    /// Why an obligation could never be met, because nobody would know when it begins or whom to tell.
    /// </summary>
    public static string? WhyUnresolved(Obligation obligation, AgreementDocument document)
    {
        if (!CanStart(obligation))
        {
            return $"stage {obligation.Stage} of `{obligation.Trigger}` has no clock that starts at " +
                $"`{obligation.ClockStart}`";
        }

        return IsRole(obligation.RecipientRole, document)
            ? null
            : $"`{obligation.RecipientRole}` is no party and no party's role";
    }

    private static (string, ClockStart)[] Clocks =>
    [
        ("aware", ClockStart.Aware), ("received", ClockStart.Received), ("notified", ClockStart.Notified),
        ("measureAvailable", ClockStart.MeasureAvailable),
    ];

    private static bool IsRole(string role, AgreementDocument document) => Roles.Contains(role)
        || document.Parties.Any(party => party.Id == role || party.Roles.Contains(role));

    private static bool CanStart(Obligation obligation) => obligation.ClockStart switch
    {
        // An interval begins again with each time it was kept; everything else has nothing before its first stage.
        ClockStart.Notified => obligation.Stage > 1 || obligation.Trigger == ObligationTrigger.Interval,
        ClockStart.MeasureAvailable => obligation.Trigger == ObligationTrigger.ExploitedVulnerability,
        ClockStart.Received => obligation.Trigger is ObligationTrigger.Release or ObligationTrigger.Recall
            or ObligationTrigger.Request or ObligationTrigger.Termination or ObligationTrigger.CompelledDisclosure
            or ObligationTrigger.SignificantIncident,
        _ => obligation.Trigger
            is not (ObligationTrigger.Release or ObligationTrigger.Request or ObligationTrigger.Interval),
    };
}
