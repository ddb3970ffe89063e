using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Entente.Tests.Server;

/// <summary>A web server without a network: requests are handed to the application as Kestrel would.</summary>
internal sealed class NoSockets : IServer
{
    private Func<IFeatureCollection, Task> _handle = _ => Task.CompletedTask;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task HandleAsync(IFeatureCollection request) => _handle(request);

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _handle = async request =>
        {
            var context = application.CreateContext(request);
            Exception? failure = null;
            try
            {
                await application.ProcessRequestAsync(context);
            }
            catch (Exception thrown)
            {
                failure = thrown;
                throw;
            }
            finally
            {
                application.DisposeContext(context, failure);
            }
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
