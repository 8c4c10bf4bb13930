package io.repohook.format.y42;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import java.util.Optional;

/** Reads the settings of the format {@code y42}. */
public final class Y42Type implements FormatType {
  static final String NAME = "y42";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    settings.warnOfSeveralSecrets(subscription, NAME);
    return Optional.of(new Y42Format(settings, ContentType.read(subscription)));
  }
}
