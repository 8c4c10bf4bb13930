package io.repohook.format;

import io.repohook.config.Section;
import java.util.Optional;

/** A kind of format: reads its settings from a subscription that names it. */
public interface FormatType {

  /** The name that chooses it: {@code format: github}. */
  String name();

  /**
   * Reads what the subscription says of this format.
   *
   * @param settings what is known of the subscription besides
   * @return empty when it is wrong; the section then holds the problems
   */
  Optional<Format> read(Section subscription, FormatSettings settings);
}
