package io.repohook.channel.chat;

import io.repohook.channel.Channel;
import io.repohook.channel.ChannelType;
import io.repohook.channel.RepositorySettings;
import io.repohook.channel.http.GuardedHttp;
import io.repohook.config.Section;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Reads the settings of a chat's channel. Immutable and thread-safe. */
public final class ChatType implements ChannelType {
  private final Chat chat;
  private final GuardedHttp http;
  private final Duration defaultTimeout;
  private final String userAgent;
  private final InstantSource clock;

  /**
   * @param defaultTimeout for a subscription that has no {@code timeout}
   * @param version of this program, for {@code User-Agent}
   */
  public ChatType(
      Chat chat, GuardedHttp http, Duration defaultTimeout, String version, InstantSource clock) {
    this.chat = chat;
    this.http = http;
    this.defaultTimeout = defaultTimeout;
    this.userAgent = "Repohook/" + version;
    this.clock = clock;
  }

  @Override
  public String key() {
    return chat.key();
  }

  @Override
  public Optional<Channel> read(Section subscription, RepositorySettings repository) {
    StoryTeller teller = new StoryTeller(repository);
    return ChatSettings.read(subscription, key(), http, defaultTimeout)
        .map(settings -> new ChatChannel(settings, teller, chat, http, userAgent, clock));
  }
}
