using System.Collections.Immutable;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>What the parties tell each other, in stages. A stage may have a clock of its own.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Trigger">What calls for it.</param>
/// <param name="Stages">The stages, in order.</param>
public sealed record NotificationClause(
    ClauseHeader Header, ObligationTrigger Trigger, ImmutableArray<Obligation> Stages) : TimerClause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Timer;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <inheritdoc/>
    public override ImmutableArray<Obligation> Timers => Stages;

    internal static NotificationClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var trigger = TimerWords.ReadTrigger(parameters);
        var clock = TimerWords.ReadClock(parameters);
        var to = parameters.Text("to");
        var onMiss = TimerWords.ReadOnMiss(parameters);
        var stages = ImmutableArray.CreateBuilder<Obligation>();
        var stage = 0;
        foreach (var item in parameters.Objects("stages"))
        {
            stage++;
            var start = TimerWords.ReadOptionalClock(item) ?? clock;
            var content = item.Text("content");
            var extension = item.OptionalDuration("extension");
            var (soft, hard) = (item.OptionalDuration("due"), item.OptionalDuration("hard"));
            if (soft is null && hard is null && !item.Has("due") && !item.Has("hard"))
            {
                item.Fault("parameter-missing", "due", "a stage has `due`, `hard` or both");
            }

            if (soft is not null) stages.Add(Of(soft, isHard: false));
            if (hard is not null) stages.Add(Of(hard, isHard: true));
            item.Finish();

            Obligation Of(Period due, bool isHard) =>
                new(header.Id, trigger, stage, start, due, isHard, to, content, isHard ? extension : null, onMiss);
        }

        if (stage == 0) parameters.Fault("parameter-missing", "stages", "there is no stage");
        return new NotificationClause(header, trigger, stages.ToImmutable());
    }
}
