using Entente.Lab.Samples.Telemetry;

namespace Entente.Lab.Fuzz;

/// <summary>Changes inputs at random, as its seed decides.</summary>
internal sealed class Mutator(Dice dice, IReadOnlyList<byte[]> words)
{
    private const int InputBytesMax = 16 * 1024;
    private const int ChangesMax = 6;

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var change = 1 + dice.Next(ChangesMax); change > 0; change--) Change(bytes, other);
        if (bytes.Count > InputBytesMax) bytes.RemoveRange(InputBytesMax, bytes.Count - InputBytesMax);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = dice.Next(bytes.Count + 1);
        var length = Math.Min(1 + dice.Next(dice.Next(4) == 0 ? 256 : 12), bytes.Count - at);
        switch (dice.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << dice.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)dice.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(dice.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4 when other.Length > 0:
                var from = dice.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(1 + dice.Next(64), other.Length - from)).ToArray());
                break;
            case 5 when at < bytes.Count && char.IsAsciiDigit((char)bytes[at]):
                bytes[at] = (byte)('0' + dice.Next(10));
                break;
            case 6:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, dice.Pick(words));
                break;
            default:
                bytes.InsertRange(at, dice.Pick(words));
                break;
        }
    }
}
