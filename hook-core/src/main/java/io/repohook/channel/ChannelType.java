package io.repohook.channel;

import io.repohook.config.Section;
import java.util.Optional;

/** A kind of channel: reads its settings from a subscription that names it. */
public interface ChannelType {

  /** The key of a subscription that chooses this channel, such as {@code webhook}. */
  String key();

  /**
   * Reads the settings of a subscription that has {@link #key}.
   *
   * @param repository what its repository's configuration says besides
   * @return empty when they are wrong; the section then holds the problems
   */
  Optional<Channel> read(Section subscription, RepositorySettings repository);
}
