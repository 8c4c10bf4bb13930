package io.repohook.format.github;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import io.repohook.format.forge.CreateEvents;
import java.util.Optional;

/** Reads the settings of the format {@code github}. */
public final class GithubType implements FormatType {
  static final String NAME = "github";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    settings.warnOfSeveralSecrets(subscription, NAME);
    return Optional.of(
        new GithubFormat(
            settings,
            ContentType.read(subscription),
            CreateEvents.read(subscription, CreateEvents.NONE)));
  }
}
