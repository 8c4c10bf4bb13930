package io.repohook.channel.http;

import io.repohook.config.Network;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The way to every HTTP endpoint under one configuration's network rules: HTTPS, or plain HTTP
 * where it is allowed; never to a refused address, whatever a name resolves to. Immutable and
 * thread-safe.
 */
public final class GuardedHttp {
  private final OkHttpClient client;
  private final ExecutorService lookups;
  private final AddressRules rules;
  private final Set<String> allowHttp;
  private final InstantSource clock;

  GuardedHttp(OkHttpClient base, ExecutorService lookups, Network network, InstantSource clock) {
    this.rules = new AddressRules(network.deny(), network.allow());
    this.allowHttp =
        network.allowHttp().stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.client = base.newBuilder().socketFactory(new GuardedSocketFactory(rules)).build();
    this.lookups = lookups;
    this.clock = clock;
  }

  /** Whether requests to this URL may go without TLS, or have it. */
  boolean encryptedWhereNeeded(HttpUrl url) {
    return url.isHttps() || allowHttp.contains(url.host()) || isLoopbackLiteral(url.host());
  }

  /** Why a URL whose host is an address will always be refused; empty for any other. */
  Optional<String> refusal(HttpUrl url) {
    return Literals.address(url.host()).flatMap(rules::refusal);
  }

  /**
   * What posts to one URL. The connection's timeout is for all of an attempt: lookup, connection,
   * request and response.
   */
  public HttpPost post(EndpointUrl url, Connection connection) {
    Duration timeout = connection.timeout();
    OkHttpClient.Builder builder =
        client
            .newBuilder()
            .dns(new BoundedDns(Dns.SYSTEM, lookups, timeout))
            .callTimeout(timeout)
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout);
    // Half of the time at most: where a name server is silent, the proxy is asked all the same.
    Dns known = new BoundedDns(Dns.SYSTEM, lookups, timeout.dividedBy(2));
    connection.applyTo(builder, new BehindProxy(rules, known));
    return new HttpPost(builder.build(), url.url(), clock);
  }

  /** What opens connections for other protocols, under the same rules. */
  public GuardedDial dial() {
    return new GuardedDial(new GuardedSocketFactory(rules), lookups);
  }

  private static boolean isLoopbackLiteral(String host) {
    return Literals.address(host).filter(address -> address.isLoopbackAddress()).isPresent();
  }
}
