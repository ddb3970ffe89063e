namespace Entente.Exchange.Ports;

/// <summary>
/// Called at every durability point, so that tests can fail or kill the process exactly there. The names are
/// <c>step:before-commit</c>, <c>step:after-commit</c> and the like; docs/data.md lists them.
/// </summary>
public interface IFaultHook
{
    /// <summary>The process has reached a durability point. May throw, or never return.</summary>
    void Reached(string point);
}
