using System.CommandLine;
using System.Text;
using Entente.Cli.Output;
using Entente.Transparency;

namespace Entente.Cli.Agreements;

/// <summary><c>entente agreement sign</c>: adds our signature to a document, offline, with our agreement key.</summary>
internal static class SignCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "the document, or the document as others have signed it" };
        var key = new Option<FileInfo?>("--key") { Description = "our agreement key; of the node in --data when left out" };
        var data = new Option<DirectoryInfo?>("--data") { Description = "data folder of our node (or ENTENTE_DATA)" };
        var target = new Option<FileInfo>("--out", "-o") { Description = "where the signed document goes", Required = true };
        var command = new Command("sign", "sign an agreement for our party") { file, key, data, target };
        command.SetAction(parsed => Failure.GuardAsync(() =>
        {
            var path = parsed.GetValue(key)?.FullName ?? KeyOf(parsed.GetValue(data)?.FullName);
            var text = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Trim();
            if (!PrivateKeyText.TryParse(text, out var kid, out var signer))
            {
                throw new Failure("key-malformed", $"`{path}` is not a private key file");
            }

            using (signer)
            {
                var agreement = AgreementFile.Read(parsed.GetValue(file)!);
                if (agreement.Document.Parties.All(party => !party.Keys.Agreement.ContainsKey(kid)))
                {
                    throw new Failure("key-not-listed", $"no party of the agreement has the key `{kid}`", "draw it up with this party's party.json", ExitCode.No);
                }

                var signed = agreement.AddSignature(kid, signer);
                File.WriteAllBytes(parsed.GetValue(target)!.FullName, signed.ToBytes());
                SignatureTable.Print(signed);
            }

            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static string KeyOf(string? folder) =>
        (folder ?? Environment.GetEnvironmentVariable("ENTENTE_DATA")) is { } data
            ? Path.Combine(data, "keys", "agreement.key")
            : throw new Failure("key-unknown", "no key was named", "give `--key FILE` or `--data FOLDER`");
}
