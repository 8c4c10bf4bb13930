package io.repohook.channel.chat;

import io.repohook.channel.Mask;
import io.repohook.channel.http.Connection;
import io.repohook.channel.http.EndpointUrl;
import io.repohook.channel.http.GuardedHttp;
import io.repohook.config.Section;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscription says about a chat room.
 *
 * @param key the subscription's key that names the chat
 * @param url whoever knows it may post: all of it but the host is secret
 */
record ChatSettings(String key, EndpointUrl url, Connection connection) {

  /**
   * Reads the settings of a subscription.
   *
   * @return empty when they are wrong; the section then holds the problems
   */
  static Optional<ChatSettings> read(
      Section subscription, String key, GuardedHttp http, Duration defaultTimeout) {
    Optional<EndpointUrl> url = EndpointUrl.readSecret(subscription, key, http);
    Optional<Connection> connection =
        Connection.read(subscription, url.orElse(null), http, defaultTimeout);
    return subscription.sound() && url.isPresent() && connection.isPresent()
        ? Optional.of(new ChatSettings(key, url.get(), connection.get()))
        : Optional.empty();
  }

  Mask mask() {
    return new Mask(url.secrets());
  }

  /** The settings as a person may see them, in a fixed order. */
  Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(key, url.shown());
    shown.putAll(connection.describe());
    return Collections.unmodifiableMap(shown);
  }

  @Override
  public String toString() {
    return describe().toString();
  }
}
