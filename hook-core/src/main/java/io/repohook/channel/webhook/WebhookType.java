package io.repohook.channel.webhook;

import io.repohook.channel.Channel;
import io.repohook.channel.ChannelType;
import io.repohook.channel.RepositorySettings;
import io.repohook.channel.http.EndpointUrl;
import io.repohook.channel.http.GuardedHttp;
import io.repohook.channel.http.Trust;
import io.repohook.config.Secret;
import io.repohook.config.Section;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.Formats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the channel {@code webhook}. Immutable and thread-safe. */
public final class WebhookType implements ChannelType {
  private static final String SECRET = "secret";
  private static final String TIMEOUT = "timeout";
  private static final String VERIFY_SSL = "verify_ssl";
  private static final String CA = "ca";

  private final GuardedHttp http;
  private final Formats formats;
  private final Duration defaultTimeout;
  private final String userAgent;
  private final InstantSource clock;

  /**
   * @param formats those that a subscription can name
   * @param defaultTimeout for a subscription that has no {@code timeout}
   * @param version of this program, for {@code User-Agent}
   */
  public WebhookType(
      GuardedHttp http,
      Formats formats,
      Duration defaultTimeout,
      String version,
      InstantSource clock) {
    this.http = http;
    this.formats = formats;
    this.defaultTimeout = defaultTimeout;
    this.userAgent = "Repohook/" + version;
    this.clock = clock;
  }

  @Override
  public String key() {
    return "webhook";
  }

  @Override
  public Optional<Channel> read(Section subscription, RepositorySettings repository) {
    Optional<EndpointUrl> url = EndpointUrl.read(subscription, key(), http);
    List<Secret> secrets = secrets(subscription);
    WebhookHeaders headers = WebhookHeaders.read(subscription);
    Duration timeout = timeout(subscription);
    Optional<String> ca = subscription.text(CA);
    boolean verify = subscription.flag(VERIFY_SSL).orElse(true);
    Optional<Format> format =
        formats.read(
            subscription, new FormatSettings(alias(subscription), repository, secrets, verify));
    Optional<Trust> trust = trust(subscription, verify, ca.orElse(null));
    if (!subscription.sound() || url.isEmpty() || format.isEmpty() || trust.isEmpty()) {
      return Optional.empty();
    }
    String verification = !verify ? "false" : ca.map(path -> "by " + path).orElse("true");
    WebhookSettings settings =
        new WebhookSettings(
            url.get(), secrets, headers, timeout, format.get(), trust.get(), verification);
    return Optional.of(
        new WebhookChannel(settings, http.post(url.get(), trust.get(), timeout), userAgent, clock));
  }

  private static List<Secret> secrets(Section subscription) {
    List<Secret> secrets = subscription.secrets(SECRET);
    if (!secrets.stream().allMatch(StandardWebhooks::isKey)) {
      subscription.problem(
          SECRET,
          "an empty secret, or one that begins with whsec_ and is not Base64",
          "write whsec_ and Base64, or any other text");
    }
    return secrets;
  }

  private Duration timeout(Section subscription) {
    Duration timeout = subscription.duration(TIMEOUT).orElse(defaultTimeout);
    if (timeout.isZero() || timeout.isNegative()) {
      subscription.problem(TIMEOUT, "no time at all", "write a time such as 5s");
    }
    return timeout;
  }

  /** The last of the keys that lead to the subscription, {@code subscriptions.ci}. */
  private static String alias(Section subscription) {
    return subscription.path().substring(subscription.path().indexOf('.') + 1);
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
}
