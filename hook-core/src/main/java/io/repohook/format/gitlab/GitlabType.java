package io.repohook.format.gitlab;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import java.util.Optional;

/** Reads the settings of the format {@code gitlab}. */
public final class GitlabType implements FormatType {
  static final String NAME = "gitlab";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    settings.requireSecretFor("X-Gitlab-Token", subscription);
    settings.warnOfSeveralSecrets(subscription, NAME);
    return Optional.of(new GitlabFormat(settings, ContentType.read(subscription)));
  }
}
