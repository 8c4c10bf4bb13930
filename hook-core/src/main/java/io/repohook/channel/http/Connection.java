package io.repohook.channel.http;

import io.repohook.config.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription says about the connection that its requests take, whatever the channel.
 *
 * @param timeout for all of an attempt
 * @param verification whose certificates are accepted, for people
 */
public record Connection(Duration timeout, Trust trust, String verification) {
  private static final String TIMEOUT = "timeout";
  private static final String VERIFY_SSL = "verify_ssl";
  private static final String CA = "ca";

  /**
   * Reads the settings of a subscription.
   *
   * @param defaultTimeout for one that has no {@code timeout}
   * @return empty when they are wrong; the section then holds the problems
   */
  public static Optional<Connection> read(Section subscription, Duration defaultTimeout) {
    Duration timeout = timeout(subscription, defaultTimeout);
    Optional<String> ca = subscription.text(CA);
    boolean verify = subscription.flag(VERIFY_SSL).orElse(true);
    Optional<Trust> trust = trust(subscription, verify, ca.orElse(null));
    String verification = !verify ? "false" : ca.map(path -> "by " + path).orElse("true");
    return trust
        .filter(any -> subscription.sound())
        .map(read -> new Connection(timeout, read, verification));
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

  /** The settings as a person may see them, in a fixed order. */
  public Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(TIMEOUT, seconds(timeout));
    shown.put(VERIFY_SSL, verification);
    return Collections.unmodifiableMap(shown);
  }

  private static String seconds(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
