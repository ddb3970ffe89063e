using Entente.Stix;
using Entente.Stix.Building;
using Xunit;

namespace Entente.Tests.Stix.Building;

/// <summary>Ids of cyber-observables follow from their content (§2.9).</summary>
public sealed class DraftIdTests
{
    /// <summary>
    /// The first address has the id that is published for it; the rest was computed by another program's UUIDv5 over
    /// sorted JSON, so it holds this code to the rule of §2.9 and not to published examples.
    /// </summary>
    private static readonly (ObservableDraft Draft, string Id)[] Known =
    [
        (new Ipv4AddrDraft { Value = "198.51.100.3" }, "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"),
        (new Ipv6AddrDraft { Value = "2001:0db8:85a3:0000:0000:8a2e:0370:7334" },
            "ipv6-addr--85a85a8c-ee99-5722-946d-3c3a3270fc6f"),
        (new UrlDraft { Value = "https://example.com/research/index.html" },
            "url--47c3cf9a-5027-5bf0-997a-017c7edc7c55"),
        (new DomainNameDraft { Value = "example.com" }, "domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7"),
        (new EmailAddrDraft { Value = "john@example.com", DisplayName = "John" },
            "email-addr--7165e2a9-671f-585d-b1e1-ca59c671d934"),
        (new MacAddrDraft { Value = "d2:fb:49:24:37:18" }, "mac-addr--757b1725-9903-54f5-a855-1240691d7659"),
        (new AutonomousSystemDraft { Number = 15139, Name = "Slime" },
            "autonomous-system--3aa27478-50b5-5ab8-9da9-cdc12b657fff"),
        (new DirectoryDraft { Path = @"C:\Windows\System32" }, "directory--0a58d0c1-59e6-5afd-8252-dcd3f13e5622"),
        (new MutexDraft { Name = "__CLEANSWEEP__" }, "mutex--f93fe911-e545-5239-b9b0-597840d0c871"),
        (new UserAccountDraft { UserId = "1001", AccountLogin = "jdoe", AccountType = AccountTypes.Unix },
            "user-account--f94d689e-707d-58c3-b803-c720bb6ed096"),
        (new WindowsRegistryKeyDraft { Key = @"hkey_local_machine\system\bar\foo" },
            "windows-registry-key--67c068a7-2c94-526b-8e90-d0f8d96c630f"),
        (new SoftwareDraft
        {
            Name = "Word", Cpe = "cpe:2.3:a:microsoft:word:2000:*:*:*:*:*:*:*", Version = "2002", Vendor = "Microsoft",
        },
            "software--710b0b41-d4d0-5d6c-a400-fc9254554ffc"),
    ];

    [Fact]
    public void Ids_are_those_of_the_standards_rule() => Assert.All(Known, known =>
    {
        Assert.Equal(known.Id, known.Draft.Id);
        Assert.Equal(known.Id, known.Draft.Build().Object?.Id);
        Assert.Empty(known.Draft.Build().Diagnostics);
    });

    [Fact]
    public void Markings_and_other_content_do_not_change_the_id()
    {
        var draft = new DomainNameDraft { Value = "example.com" };
        var marked = draft with { ObjectMarkingRefs = [KnownMarkings.IdOf(Tlp.Red)], Defanged = false };
        Assert.Equal(draft.Id, marked.Build().Object?.Id);
        Assert.NotEqual(draft.Id, (draft with { Value = "example.net" }).Id);
    }

    [Fact]
    public void Extensions_of_a_file_identify_it()
    {
        var draft = new FileDraft { Name = "a.pdf" };
        Assert.NotEqual(draft.Id, (draft with { Pdf = new PdfExtension { Version = "1.7" } }).Id);
    }

    [Fact]
    public void An_id_that_was_given_is_kept()
    {
        var uuid = new Guid("f8d9a8a8-9d9d-4d3e-8b1e-0a2b3c4d5e6f");
        Assert.Equal(StixId.Format("process", uuid), new ProcessDraft { Uuid = uuid, Pid = 4 }.Build().Object?.Id);
        Assert.Null(new ProcessDraft { Pid = 4 }.Id);
    }

    [Fact]
    public void The_TLP_objects_are_those_that_everybody_knows() => Assert.All(Enum.GetValues<Tlp>(), level =>
    {
        var marking = StandardMarkings.ObjectOf(level);
        Assert.Equal(MarkingKind.Known, MarkingDefinitions.KindOf(marking, out var known, out _));
        Assert.Equal(level, known?.Tlp);
        Assert.Equal("2022-10-01T00:00:00.000Z", marking.Created.ToString());
    });

    [Fact]
    public void A_statement_is_read_as_one()
    {
        var uuid = new Guid("f8d9a8a8-9d9d-4d3e-8b1e-0a2b3c4d5e6f");
        var draft = MarkingDefinitionDraft.Statement(uuid, default, "Copyright Acme");
        Assert.Equal(MarkingKind.Statement, MarkingDefinitions.KindOf(draft.Build().Object!));
    }
}
