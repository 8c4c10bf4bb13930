package io.repohook.format.gitea;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import io.repohook.format.forge.CreateEvents;
import java.util.Optional;

/** Reads the settings of the format {@code gitea}. */
public final class GiteaType implements FormatType {
  static final String NAME = "gitea";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    settings.warnOfSeveralSecrets(subscription, NAME);
    return Optional.of(
        new GiteaFormat(
            settings,
            ContentType.read(subscription),
            CreateEvents.read(subscription, CreateEvents.TAGS)));
  }
}
