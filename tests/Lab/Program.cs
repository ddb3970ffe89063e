using Entente.Lab.Bench;
using Entente.Lab.Fuzz;
using Entente.Lab.Samples;

switch (args)
{
    case ["samples", .. var rest]:
        return SamplesVerb.Run(rest);
    case ["bench", .. var rest]:
        return await BenchVerb.RunAsync(rest);
    case ["fuzz", .. var rest]:
        return await FuzzVerb.RunAsync(rest);
    default:
        Console.Error.WriteLine("usage: samples [folder]   write the sample coalition, campaign and telemetry");
        Console.Error.WriteLine("       bench BUNDLE [runs] measure the path of an object beside a plain SQLite insert");
        Console.Error.WriteLine("       bench stix BUNDLE [runs] measure the STIX library beside the bare JSON reader");
        Console.Error.WriteLine("       bench taxii [SIZE...] measure a node over HTTPS beside plain SQLite and static files");
        Console.Error.WriteLine("       bench attack measure one partner's polls while another attacks");
        Console.Error.WriteLine("       fuzz TARGET|all [--seconds N] [--corpus DIR] [--findings DIR] [--seed N]");
        return 2;
}
