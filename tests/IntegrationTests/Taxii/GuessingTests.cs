using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Passwords that are tried one after another. Apart from other tests: it uses up what the address may try.</summary>
public sealed class GuessingTests(Coalition coalition) : IClassFixture<Coalition>
{
    private static readonly Uri Collections = new("live/collections/", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guessing_is_slowed_down_and_hinders_nobody_who_is_known()
    {
        var lines = (await coalition.Japan.NodeAsync("partner", "issue", "sg-dco", "--basic")).Split('\n');
        var (user, password) = (lines[0].Split(' ')[1], lines[1].Split(' ')[1]);
        using var known = Client(user, password);
        await known.GetStringAsync(Collections, Cancellation);
        var wasSlowed = false;
        for (var i = 0; i < 60 && !wasSlowed; i++)
        {
            using var guess = Client(user, $"guess {i}");
            using var answer = await guess.GetAsync(Collections, Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            wasSlowed = answer.Headers.RetryAfter is not null;
        }

        Assert.True(wasSlowed);
        await known.GetStringAsync(Collections, Cancellation);
    }

    private HttpClient Client(string user, string password)
    {
        var client = coalition.Japan.PartnerClient(null);
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", pair);
        return client;
    }
}
