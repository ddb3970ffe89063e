namespace Entente.Lab.Samples;

/// <summary>The fixed marking ids that the samples use: TLP 2.0 (OASIS common objects) and PAP.</summary>
internal static class Marks
{
    public const string Clear = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487";
    public const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    public const string Amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
    public const string AmberStrict = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";
    public const string Red = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";

    public const string PapClear = "marking-definition--ad15a0cd-55b6-4588-a14c-a66105329b92";
    public const string PapGreen = "marking-definition--c43594d1-4b11-4c59-93ab-1c9b14d53ce9";
    public const string PapAmber = "marking-definition--60f8932b-e51e-4458-b265-a2e8be9a80ab";
    public const string PapRed = "marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e";

    public const string TlpExtension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
    public const string PapExtension = "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b";
    public const string AgreementExtension = "extension-definition--8f0d3a52-6d3c-4c1e-9f0b-1f3a6c7e5d21";

    /// <summary>
    /// What the demo replaces by the id of the Japan-Singapore agreement marking, once its keys are known.
    /// </summary>
    public const string JpSgToken = "marking-definition--@jp-sg-arrangement@";
}
