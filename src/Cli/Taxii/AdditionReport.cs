using System.Text.Json;
using Entente.Cli.Output;
using Entente.Taxii;
using Spectre.Console;

namespace Entente.Cli.Taxii;

/// <summary>What became of objects that were to be added, for people and for programs.</summary>
internal sealed class AdditionReport(Uri root)
{
    private const int ShownMax = 200;

    private readonly List<StatusResource> _statuses = [];
    private readonly List<UnsentObject> _unsent = [];
    private Failure? _stopped;

    public Uri Root => root;

    public bool IsStopped => _stopped is not null;

    /// <summary>The statuses that are not complete.</summary>
    public IReadOnlyList<StatusResource> Pending => [.. _statuses.Where(status => !status.IsComplete)];

    public long PendingCount => _statuses.Sum(status => status.PendingCount);

    public void Add(StatusResource status) => _statuses.Add(status);

    /// <summary>Puts what a server says later in the place of what it said before.</summary>
    public void Update(StatusResource before, StatusResource now) => _statuses[_statuses.IndexOf(before)] = now;

    public void Add(UnsentObject unsent) => _unsent.Add(unsent);

    /// <summary>Ends the work; what was done before is reported all the same.</summary>
    public void Stop(Failure why) => _stopped ??= why;

    /// <summary>Prints the report; gives the exit code.</summary>
    public int Print(bool json)
    {
        if (json) PrintJson();
        else PrintForPeople();
        if (_stopped is not null)
        {
            Failure.Print(_stopped.Code, _stopped.Message, _stopped.Hint);
            return _stopped.ExitCode;
        }

        return _unsent.Count == 0 && _statuses.All(status => status.FailureCount == 0) ? ExitCode.Ok : ExitCode.No;
    }

    private void PrintForPeople()
    {
        if (_statuses.Count > 0)
        {
            var table = Tables.Create("state", "objects", "taken", "refused", "pending");
            foreach (var column in table.Columns.Skip(1).Take(4)) column.RightAligned();
            foreach (var status in _statuses.Take(ShownMax))
            {
                table.AddRow(
                    status.IsComplete ? "[green]complete[/]" : "[yellow]pending[/]", $"{status.TotalCount}",
                    $"{status.SuccessCount}", $"{status.FailureCount}", $"{status.PendingCount}");
            }

            AnsiConsole.Write(table);

            // Addresses are there to be copied, and a table on a narrow terminal would break them.
            foreach (var status in _statuses.Take(ShownMax)) Console.WriteLine(Address(status));
        }

        var shown = 0;
        foreach (var failure in _statuses.SelectMany(status => status.Failures))
        {
            if (++shown > ShownMax) break;
            var why = failure.Message is null ? "the server does not say why" : ServerSession.Said(failure.Message);
            Failure.Print(
                "object-refused",
                $"{ServerSession.Said(failure.Id)} of {ServerSession.Said(failure.Version)}: {why}",
                null);
        }

        foreach (var unsent in _unsent.Take(ShownMax))
        {
            Failure.Print(unsent.Code, $"{unsent.Message} (at {unsent.Place})", unsent.Hint);
        }

        var hidden = _statuses.Sum(status => status.FailureCount) + _unsent.Count - Math.Min(_unsent.Count, ShownMax)
            - Math.Min(shown, ShownMax);
        if (hidden > 0) Console.WriteLine($"{hidden} more were refused; `--json` prints what is known");
    }

    private void PrintJson() => JsonPrinter.Print(JsonSerializer.SerializeToElement(new
    {
        total = _statuses.Sum(status => status.TotalCount) + _unsent.Count,
        success = _statuses.Sum(status => status.SuccessCount),
        failure = _statuses.Sum(status => status.FailureCount),
        pending = PendingCount,
        statuses = _statuses.Select(status => new
        {
            url = Address(status),
            resource = JsonElement.Parse(status.ToBytes()),
        }),
        unsent = _unsent.Select(unsent => new
        {
            source = unsent.Source,
            offset = unsent.Offset,
            code = unsent.Code,
            message = unsent.Message,
        }),
        fault = _stopped?.Code,
    }));

    private string Address(StatusResource status) => new Uri(root, $"status/{status.Id}/").AbsoluteUri;
}
