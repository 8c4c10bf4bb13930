package io.repohook.channel.http;

import io.repohook.config.Section;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that a subscription's requests go through. Its address is held to the same rules as any
 * receiver's.
 */
record HttpProxy(String host, int port) {
  static final String KEY = "proxy";
  private static final String REMEDY = "write http://HOST:PORT";

  /**
   * Reads the key; what is wrong becomes a problem, and the answer is empty as without it.
   *
   * @param url where the requests go in the end, null when that is wrong
   */
  static Optional<HttpProxy> read(
      Section subscription, @Nullable EndpointUrl url, GuardedHttp http) {
    String written = subscription.text(KEY).orElse(null);
    if (written == null) {
      return Optional.empty();
    }
    HttpUrl proxy = HttpUrl.parse(written);
    if (proxy == null || !proxy.scheme().equals("http")) {
      subscription.problem(KEY, "not the URL of an HTTP proxy", REMEDY);
    } else if (!proxy.encodedUsername().isEmpty() || !proxy.encodedPassword().isEmpty()) {
      subscription.problem(KEY, "a user or password, which no proxy is told", REMEDY);
    } else if (!proxy.encodedPath().equals("/") || proxy.query() != null) {
      subscription.problem(KEY, "more than a host and a port", REMEDY);
    } else if (http.refusal(proxy).isPresent()) {
      subscription.problem(
          KEY,
          proxy.host() + " is " + http.refusal(proxy).get(),
          "write an address that notifications may go to");
    } else if (url != null && Literals.address(url.url().host()).isPresent()) {
      // Where an address leads to behind the proxy, nobody here can know.
      subscription.problem(
          KEY, "the URL has an address, and a proxy is given names only", "write the host's name");
    } else {
      return Optional.of(new HttpProxy(proxy.host(), proxy.port()));
    }
    return Optional.empty();
  }

  Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  /** As a person may see it. */
  @Override
  public String toString() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
