using Entente.Lab.Samples.Campaign;
using Entente.Lab.Samples.Coalition;
using Entente.Lab.Samples.Telemetry;

namespace Entente.Lab.Samples;

/// <summary>
/// Every generated file of <c>samples/</c>. The same in every run: nothing is drawn, nothing is read.
/// </summary>
internal static class SampleSet
{
    public static IReadOnlyList<SampleFile> Build() =>
        [.. CoalitionFiles.Build(), .. CampaignFiles.Build(), .. TelemetryFiles.Build()];
}
