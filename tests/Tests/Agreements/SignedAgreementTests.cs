using Entente.Agreements.Compilation;
using Entente.Agreements.Records;
using Entente.Agreements.Signatures;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>What is signed cannot be changed unseen.</summary>
public sealed class SignedAgreementTests
{
    private static readonly SignedAgreement Signed = SampleAgreements.Sign(SampleAgreements.Read(SampleAgreements.Draw("jp-vn-cyber-memorandum")));

    [Fact]
    public void Any_changed_character_of_a_signed_agreement_is_detected()
    {
        var bytes = Signed.ToBytes();
        for (var i = 0; i < bytes.Length; i += 7)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            if (SignedAgreement.Read(changed, out _) is not { } read) continue;
            SampleAgreements.Activate(AgreementSet.Empty, read, out var reasons);
            Assert.False(reasons.IsEmpty, $"byte {i} was changed unseen");
        }
    }

    [Fact]
    public void One_good_and_one_bad_signature_are_not_enough()
    {
        using var stranger = SampleAgreements.Key("stranger", 9);
        var half = Signed.AddSignature("vn-cyc", stranger);
        Assert.Equal([null, "signature-invalid"], half.Verify().Select(party => party.Fault));
        var extra = Signed.AddSignature("stranger", stranger);
        SampleAgreements.Activate(AgreementSet.Empty, extra, out var reasons);
        Assert.Equal(["signature-stranger"], reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void A_sidecar_is_read_back_and_any_changed_character_is_detected()
    {
        var statement = new SidecarStatement
        {
            ObjectId = "indicator--x", Version = "2026-01-01T00:00:00.000Z", Digest = "00", Channel = "o", Index = 3, CheckpointSize = 4,
            AgreementId = "a", AgreementVersion = 1, Clauses = ["c5"], Obligations = ["onward:deny"], ReceivedAt = "t",
        };
        using var key = SampleAgreements.Key("vn-cyc", 1);
        var jws = Jws.Sign(statement.ToBytes(), "sidecar+json", "vn-cyc", key);
        Assert.True(Jws.TryVerify(jws, "sidecar+json", "vn-cyc", key.VerificationKey, out var payload));
        Assert.Equal(statement.ToBytes(), SidecarStatement.Read(payload, out _)!.ToBytes());
        Assert.False(Jws.TryVerify(jws, "agreement+json", "vn-cyc", key.VerificationKey, out _));
        for (var i = 0; i < jws.Length; i++)
        {
            var changed = jws[..i] + (char)(jws[i] ^ 1) + jws[(i + 1)..];
            if (Jws.TryVerify(changed, "sidecar+json", "vn-cyc", key.VerificationKey, out var other)) Assert.Equal(payload, other);
        }
    }
}
