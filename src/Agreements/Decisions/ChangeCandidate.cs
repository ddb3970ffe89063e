namespace Entente.Agreements.Decisions;

/// <summary>A change that can be tried. Of one group, one change at most is made.</summary>
internal sealed record ChangeCandidate(string Group, WhatIf Change, Func<ChangedCase, ChangedCase> Apply);
