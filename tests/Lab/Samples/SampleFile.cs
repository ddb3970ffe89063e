namespace Entente.Lab.Samples;

/// <summary>One file of <c>samples/</c>: its path below that folder, with forward slashes, and its bytes.</summary>
internal sealed record SampleFile(string Path, byte[] Content);
