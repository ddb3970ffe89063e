using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Entente.Tests.Layering;

/// <summary>
/// The layering as the compiler saw it. Sources can reach something by an alias, a global using or a package's own
/// extension method; what the assembly names is what it can call.
/// </summary>
public sealed class AssemblyTests
{
    private static readonly string[] Pure = ["Stix", "Transparency", "Agreements", "Matching"];

    /// <summary>Types by full name, or all of a namespace with a dot at the end, and where they may be used.</summary>
    private static readonly (string Name, string[] Projects)[] OnlyIn =
    [
        ("System.Net.Http.", ["Taxii", "Server", "Cli"]),
        ("System.Net.Sockets.Socket", ["Taxii", "Server", "Cli"]),
        ("System.Net.Sockets.TcpClient", ["Taxii", "Server", "Cli"]),
        ("System.Net.Dns", ["Taxii", "Server", "Cli"]),
        ("Microsoft.AspNetCore.", ["Server"]),
        ("System.Data.", ["Storage"]),
        ("Microsoft.Data.Sqlite.", ["Storage"]),
        ("Npgsql.", ["Storage"]),
        ("NSec.", ["Transparency", "Server"]),
        ("Spectre.", ["Server", "Cli"]),
        ("System.CommandLine.", ["Server", "Cli"]),
    ];

    /// <summary>What gives a pure project files, a clock, randomness, processes or a terminal.</summary>
    private static readonly string[] Impure =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory",
        "System.IO.DirectoryInfo", "System.IO.RandomAccess", "System.IO.StreamReader", "System.IO.StreamWriter",
        "System.IO.MemoryMappedFiles.",
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator", "System.Console", "System.Threading.Timer",
        "System.Threading.Thread", "System.Threading.PeriodicTimer",
    ];

    /// <summary>Members of types that are pure but for these.</summary>
    private static readonly string[] ImpureMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid",
        "System.Guid.CreateVersion7", "System.Environment.GetEnvironmentVariable", "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64", "System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName",
    ];

    public static TheoryData<string> Projects => LayeringTests.Projects;

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_references_no_more_of_ours_than_its_project_may(string project)
    {
        using var assembly = new PEReader(File.OpenRead(PathOf(project)));
        var metadata = assembly.GetMetadataReader();
        var ours = LayeringTests.Projects.Select(row => row.Data).ToDictionary(AssemblyName);
        var referenced = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(ours.ContainsKey).Select(name => ours[name]);
        Assert.Empty(referenced.Except(LayeringTests.Reachable(project)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_names_no_type_that_belongs_elsewhere(string project)
    {
        using var assembly = new PEReader(File.OpenRead(PathOf(project)));
        var types = Types(assembly.GetMetadataReader()).ToList();
        Assert.NotEmpty(types);
        foreach (var (name, projects) in OnlyIn)
        {
            if (!projects.Contains(project)) Assert.DoesNotContain(types, type => Matches(type, name));
        }
    }

    [Fact]
    public void The_pure_assemblies_have_no_files_no_clock_and_no_randomness()
    {
        var found = new List<string>();
        foreach (var project in Pure)
        {
            using var assembly = new PEReader(File.OpenRead(PathOf(project)));
            var metadata = assembly.GetMetadataReader();
            found.AddRange(Types(metadata).Where(type => Impure.Any(name => Matches(type, name))).Select(Named));
            found.AddRange(Members(metadata).Intersect(ImpureMembers).Select(Named));

            string Named(string what) => $"{project}: {what}";
        }

        Assert.Empty(found);
    }

    [Fact]
    public void The_forbidden_names_are_found_where_they_are_allowed()
    {
        // A misspelt name would forbid nothing; so each must be met in some project, ours or this one.
        var ours = LayeringTests.Projects.Select(row => PathOf(row.Data));
        var types = ours.Append(typeof(AssemblyTests).Assembly.Location).SelectMany(TypesOf).ToHashSet();
        Assert.Contains("System.IO.File", types);
        Assert.Contains("System.TimeProvider", types);
        foreach (var name in new[] { "System.Net.Http.", "Microsoft.Data.Sqlite.", "NSec.", "System.CommandLine." })
        {
            Assert.Contains(types, type => Matches(type, name));
        }

        static List<string> TypesOf(string path)
        {
            using var assembly = new PEReader(File.OpenRead(path));
            return [.. Types(assembly.GetMetadataReader())];
        }
    }

    private static IEnumerable<string> Types(MetadataReader metadata) =>
        metadata.TypeReferences.Select(handle => FullName(metadata, handle));

    private static IEnumerable<string> Members(MetadataReader metadata) =>
        from handle in metadata.MemberReferences
        let member = metadata.GetMemberReference(handle)
        where member.Parent.Kind == HandleKind.TypeReference
        select $"{FullName(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}";

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    private static bool Matches(string type, string name) =>
        name.EndsWith('.') ? type.StartsWith(name, StringComparison.Ordinal) : type == name;

    private static string PathOf(string project) =>
        Path.Combine(AppContext.BaseDirectory, $"{AssemblyName(project)}.dll");

    private static string AssemblyName(string project) => project switch
    {
        "Server" => "entente-node",
        "Cli" => "entente",
        _ => $"Entente.{project}",
    };
}
