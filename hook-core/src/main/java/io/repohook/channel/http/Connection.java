package io.repohook.channel.http;

import io.repohook.config.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription says about the connection that its requests take, whatever the channel.
 * Immutable and thread-safe.
 */
public final class Connection {
  private static final String TIMEOUT = "timeout";
  private static final String VERIFY_SSL = "verify_ssl";
  private static final String CA = "ca";

  private final Duration timeout;
  private final Trust trust;
  private final String verification;
  private final @Nullable ClientCertificate client;
  private final @Nullable HttpProxy proxy;

  private Connection(
      Duration timeout,
      Trust trust,
      String verification,
      @Nullable ClientCertificate client,
      @Nullable HttpProxy proxy) {
    this.timeout = timeout;
    this.trust = trust;
    this.verification = verification;
    this.client = client;
    this.proxy = proxy;
  }

  /**
   * Reads the settings of a subscription.
   *
   * @param url where its requests go, null when that is wrong
   * @param defaultTimeout for one that has no {@code timeout}
   * @return empty when they are wrong; the section then holds the problems
   */
  public static Optional<Connection> read(
      Section subscription, @Nullable EndpointUrl url, GuardedHttp http, Duration defaultTimeout) {
    Duration timeout = timeout(subscription, defaultTimeout);
    Optional<String> ca = subscription.text(CA);
    boolean verify = subscription.flag(VERIFY_SSL).orElse(true);
    Optional<Trust> trust = trust(subscription, verify, ca.orElse(null));
    String verification = !verify ? "false" : ca.map(path -> "by " + path).orElse("true");
    ClientCertificate client = ClientCertificate.read(subscription).orElse(null);
    HttpProxy proxy = HttpProxy.read(subscription, url, http).orElse(null);
    return trust
        .filter(any -> subscription.sound())
        .map(read -> new Connection(timeout, read, verification, client, proxy));
  }

  private static Duration timeout(Section subscription, Duration defaultTimeout) {
    Duration timeout = subscription.duration(TIMEOUT).orElse(defaultTimeout);
    if (timeout.isZero() || timeout.isNegative()) {
      subscription.problem(TIMEOUT, "no time at all", "write a time such as 5s");
    }
    return timeout;
  }

  private static Optional<Trust> trust(Section subscription, boolean verify, @Nullable String ca) {
    if (!verify) {
      subscription.warning(
          VERIFY_SSL,
          "whoever answers at that address is believed",
          "write ca: /PATH/OF/AUTHORITY.pem instead");
      return Optional.of(Trust.anyone());
    }
    if (ca == null) {
      return Optional.of(Trust.platform());
    }
    Path pem = Path.of(ca);
    if (!pem.isAbsolute()) {
      subscription.problem(CA, "not an absolute path", "write /PATH/OF/AUTHORITY.pem");
      return Optional.empty();
    }
    try {
      return Optional.of(Trust.authorities(pem));
    } catch (IOException e) {
      subscription.problem(
          CA,
          "no certificates can be read from that file",
          "write the path of a PEM file that the service can read");
      return Optional.empty();
    }
  }

  /** For all of an attempt. */
  Duration timeout() {
    return timeout;
  }

  /** Whether the other end's certificate is looked at. */
  public boolean verifies() {
    return trust.verifies();
  }

  /** Makes a client take such connections; {@code behind} guards those through a proxy. */
  void applyTo(OkHttpClient.Builder builder, BehindProxy behind) {
    trust.applyTo(builder, client == null ? null : client.identity());
    if (proxy != null) {
      builder.proxy(proxy.proxy()).addInterceptor(behind);
    }
  }

  /** The settings as a person may see them, in a fixed order. */
  public Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(TIMEOUT, seconds(timeout));
    shown.put(VERIFY_SSL, verification);
    if (client != null) {
      shown.put(ClientCertificate.CERT, client.shown());
    }
    if (proxy != null) {
      shown.put(HttpProxy.KEY, proxy.toString());
    }
    return Collections.unmodifiableMap(shown);
  }

  private static String seconds(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
