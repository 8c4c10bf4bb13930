package io.repohook.channel.http;

import io.repohook.config.Network;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Owns the connections of all channels. It outlives every configuration, so that a changed file
 * costs no new handshakes; {@link #under} gives what one configuration uses.
 *
 * <p>Thread-safe. Whoever makes it closes it, when nothing sends any more.
 */
public final class HttpClients implements AutoCloseable {
  // As long as OkHttp's own default keeps an idle connection.
  private static final Duration IDLE = Duration.ofMinutes(5);

  // Lookups that nobody waits for any more may pile up for as long as a name server is silent.
  private static final int LOOKUPS_PER_REQUEST = 4;

  private final OkHttpClient base;
  private final ExecutorService lookups;
  private final InstantSource clock;

  /**
   * @param parallel how many requests may be under way at once; as many connections are kept, since
   *     a new TLS handshake costs about as much as sixty requests
   */
  public HttpClients(int parallel, InstantSource clock) {
    this.clock = clock;
    this.lookups =
        new ThreadPoolExecutor(
            0,
            parallel * LOOKUPS_PER_REQUEST,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            HttpClients::lookupThread);
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(parallel);
    dispatcher.setMaxRequestsPerHost(parallel);
    // Proxies that the environment names are not used: the address rules could not see behind them.
    this.base =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(parallel, IDLE.toMillis(), TimeUnit.MILLISECONDS))
            .dispatcher(dispatcher)
            .proxy(Proxy.NO_PROXY)
            .cookieJar(CookieJar.NO_COOKIES)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .eventListenerFactory(HttpClients::listener)
            .addNetworkInterceptor(HttpClients::withoutRetryAfter)
            .build();
  }

  /**
   * Keeps {@code Retry-After} from OkHttp, which obeys it by itself and breaks on a number that is
   * no {@code int}; {@link SeenStatus} has it.
   */
  private static Response withoutRetryAfter(Interceptor.Chain chain) throws IOException {
    return chain.proceed(chain.request()).newBuilder().removeHeader("Retry-After").build();
  }

  private static Thread lookupThread(Runnable lookup) {
    Thread thread = new Thread(lookup, "repohook-lookup");
    thread.setDaemon(true); // One that is left behind keeps no program from ending.
    return thread;
  }

  private static EventListener listener(Call call) {
    SeenStatus seen = call.request().tag(SeenStatus.class);
    return seen == null ? EventListener.NONE : seen;
  }

  /** The client that keeps to these rules. Cheap; needs no closing. */
  public GuardedHttp under(Network network) {
    return new GuardedHttp(base, lookups, network, clock);
  }

  @Override
  public void close() {
    base.connectionPool().evictAll();
    base.dispatcher().executorService().shutdown();
    lookups.shutdownNow();
  }
}
