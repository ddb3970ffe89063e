using Entente.Lab.Samples;

switch (args)
{
    case ["samples", .. var rest]:
        return SamplesVerb.Run(rest);
    default:
        Console.Error.WriteLine("usage: samples [folder]   write the sample coalition, campaign and telemetry");
        return 2;
}
