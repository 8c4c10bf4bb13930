package io.repohook.channel.webhook;

import io.repohook.channel.Channel;
import io.repohook.channel.ChannelType;
import io.repohook.channel.RepositorySettings;
import io.repohook.channel.http.Connection;
import io.repohook.channel.http.EndpointUrl;
import io.repohook.channel.http.GuardedHttp;
import io.repohook.config.Secret;
import io.repohook.config.Section;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.Formats;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads the settings of the channel {@code webhook}. Immutable and thread-safe. */
public final class WebhookType implements ChannelType {
  private static final String SECRET = "secret";

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
    Optional<Connection> connection =
        Connection.read(subscription, url.orElse(null), http, defaultTimeout);
    boolean verifies = connection.map(Connection::verifies).orElse(true);
    Optional<Format> format =
        formats.read(
            subscription, new FormatSettings(alias(subscription), repository, secrets, verifies));
    if (!subscription.sound() || url.isEmpty() || format.isEmpty() || connection.isEmpty()) {
      return Optional.empty();
    }
    WebhookSettings settings =
        new WebhookSettings(url.get(), secrets, headers, format.get(), connection.get());
    return Optional.of(
        new WebhookChannel(settings, http.post(url.get(), connection.get()), userAgent, clock));
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

  /** The last of the keys that lead to the subscription, {@code subscriptions.ci}. */
  private static String alias(Section subscription) {
    return subscription.path().substring(subscription.path().indexOf('.') + 1);
  }
}
