using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class JsonEditorTests
{
    [Theory]
    [InlineData("{ 'a' : 1 , 'b' : 2 , 'c' : 3 }", "-/a", "{ 'b' : 2 , 'c' : 3 }")]
    [InlineData("{ 'a' : 1 , 'b' : 2 , 'c' : 3 }", "-/b", "{ 'a' : 1 , 'c' : 3 }")]
    [InlineData("{ 'a' : 1 , 'b' : 2 , 'c' : 3 }", "-/c", "{ 'a' : 1 , 'b' : 2 }")]
    [InlineData("{ 'a' : 1 , 'b' : 2 , 'c' : 3 }", "-/a -/b", "{ 'c' : 3 }")]
    [InlineData("{ 'a' : 1 , 'b' : 2 , 'c' : 3 }", "-/a -/c", "{ 'b' : 2 }")]
    [InlineData("{ 'a' : 1 , 'b' : 2 , 'c' : 3 }", "-/b -/c", "{ 'a' : 1 }")]
    [InlineData("{ 'a' : 1 , 'b' : 2 , 'c' : 3 }", "-/a -/b -/c", "{  }")]
    [InlineData("{'a':[1, 2, [3,4], 5]}", "-/a/0 -/a/2/1", "{'a':[2, [3], 5]}")]
    [InlineData("{'a':[1]}", "-/a/0", "{'a':[]}")]
    [InlineData("{'a':{'b':1.50}}", "=/a/b:'x'", "{'a':{'b':'x'}}")]
    [InlineData("{'a':{'b':1}}", "=/a/b:2 -/a", "{}")]
    [InlineData("{'a':1}", "+#b:2", "{'a':1,'b':2}")]
    [InlineData("{ 'a' : 1 }", "+#b:2 +#c:3", "{ 'a' : 1,'b':2,'c':3 }")]
    [InlineData("{ }", "+#b:2", "{'b':2 }")]
    [InlineData("{ 'a' : 1 }", "-/a +#a:2", "{'a':2  }")]
    [InlineData("{'a':1,'b':2}", "-/b +#c:3", "{'a':1,'c':3}")]
    [InlineData("{'a':1,'b':{}}", "-/a +/b#c:3", "{'b':{'c':3}}")]
    [InlineData("{'a~/b':{'':1}}", "=/a~0~1b/:2", "{'a~/b':{'':2}}")]
    [InlineData("{'\\u0061':1,'b':2}", "-/a", "{'b':2}")]
    [InlineData("[1]", "=:2", "2")]
    public void Only_the_named_part_changes(string json, string edits, string expected) =>
        Assert.Equal(expected.Replace('\'', '"'), Encoding.UTF8.GetString(JsonEditor.Apply(StixCase.Json(json), Edits(edits))));

    [Theory]
    [InlineData("{'a':1}", "-/b")]
    [InlineData("{'a':[1]}", "-/a/1")]
    [InlineData("{'a':[1]}", "-/a/00")]
    [InlineData("{'a':1}", "-/a/b")]
    [InlineData("{'a':1}", "+/a#b:1")]
    [InlineData("{'a':1}", "+#a:1")]
    [InlineData("{'a':1}", "+#b:1 +#b:2")]
    [InlineData("{'a':1}", "=/a:1 =/a:2")]
    [InlineData("{'a':1}", "=/a:1 -/a")]
    [InlineData("{'a':1}", "-")]
    [InlineData("{'a':1", "-/a")]
    [InlineData("{'a':1}", "-a")]
    public void An_edit_that_cannot_be_made_is_never_passed_over(string json, string edits) =>
        Assert.ThrowsAny<ArgumentException>(() => JsonEditor.Apply(StixCase.Json(json), Edits(edits)));

    [Fact]
    public void No_edits_leave_every_byte() => Gen.Select(JsonGen.Value, Gen.Int[0, 1000]).Sample((value, style) =>
    {
        var json = JsonGen.Write(value, style);
        return JsonEditor.Apply(json, []).AsSpan().SequenceEqual(json);
    });

    [Fact]
    public void Removing_and_replacing_do_what_they_do_to_a_tree() =>
        Gen.Select(JsonGen.Object, Gen.Int[0, 1000], Gen.Int[0, 2].Array[40]).Sample((value, style, choices) =>
        {
            var json = JsonGen.Write(value, style);
            var tree = JsonNode.Parse(json)!.AsObject();
            var edits = new List<JsonEdit>();
            var turn = 0;
            Choose(tree, "", edits, choices, ref turn);
            var edited = JsonEditor.Apply(json, edits);
            var expected = Encoding.UTF8.GetBytes(tree.ToJsonString());
            return CanonicalJson.Canonicalize(edited).AsSpan().SequenceEqual(CanonicalJson.Canonicalize(expected));
        });

    [Fact]
    public void A_replacement_leaves_the_bytes_on_both_sides() =>
        Gen.Select(JsonGen.Value, JsonGen.Value, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((left, right, one, two) =>
        {
            var before = "{ \"l\" :" + Encoding.UTF8.GetString(JsonGen.Write(left, one)) + ",\"m\":\n";
            var after = " , \"r\":" + Encoding.UTF8.GetString(JsonGen.Write(right, two)) + "} ";
            var edited = JsonEditor.Apply(Encoding.UTF8.GetBytes(before + "1.50" + after), [JsonEdit.Replace("/m", "true"u8.ToArray())]);
            return Encoding.UTF8.GetString(edited) == before + "true" + after;
        });

    // Makes the same choice in the tree and in the list of edits: 1 removes, 2 replaces by 7.
    private static void Choose(JsonNode node, string pointer, List<JsonEdit> edits, int[] choices, ref int turn)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, child) in members.ToList())
            {
                var at = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
                var choice = choices[turn++ % choices.Length];
                if (choice == 1) members.Remove(name);
                else if (choice == 2) members[name] = 7;
                else if (child is not null) Choose(child, at, edits, choices, ref turn);
                Note(choice, at);
            }
        }
        else if (node is JsonArray items)
        {
            for (int index = 0, original = 0; index < items.Count; index++, original++)
            {
                var at = $"{pointer}/{original}";
                var choice = choices[turn++ % choices.Length];
                if (choice == 1) items.RemoveAt(index--);
                else if (choice == 2) items[index] = 7;
                else if (items[index] is { } child) Choose(child, at, edits, choices, ref turn);
                Note(choice, at);
            }
        }

        void Note(int choice, string at)
        {
            if (choice == 1) edits.Add(JsonEdit.Remove(at));
            if (choice == 2) edits.Add(JsonEdit.Replace(at, "7"u8.ToArray()));
        }
    }

    /// <summary><c>-pointer</c> removes, <c>=pointer:value</c> replaces, <c>+pointer#name:value</c> adds.</summary>
    private static List<JsonEdit> Edits(string text) => [.. text.Split(' ').Select(Edit)];

    private static JsonEdit Edit(string text)
    {
        var colon = text.LastIndexOf(':');
        ReadOnlyMemory<byte> value = colon < 0 ? default : StixCase.Json(text[(colon + 1)..]);
        var place = colon < 0 ? text[1..] : text[1..colon];
        return text[0] switch
        {
            '-' => JsonEdit.Remove(place),
            '=' => JsonEdit.Replace(place, value),
            _ => JsonEdit.Add(place.Split('#')[0], place.Split('#')[1], value),
        };
    }
}
