namespace Entente.Agreements.Decisions;

/// <summary>One thing that could be otherwise.</summary>
/// <param name="Code">The stable code: what would change.</param>
/// <param name="By">
/// Who could bring it about: <c>submitter</c>, <c>originator</c>, <c>releaser</c>, <c>officer</c>, or <c>time</c>.
/// </param>
/// <param name="Detail">The change.</param>
public sealed record WhatIf(string Code, string By, string Detail);
