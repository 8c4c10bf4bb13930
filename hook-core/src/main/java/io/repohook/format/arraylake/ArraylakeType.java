package io.repohook.format.arraylake;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import java.util.Optional;

/** Reads the settings of the format {@code arraylake}. */
public final class ArraylakeType implements FormatType {
  static final String NAME = "arraylake";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    settings.requireSecretFor("X-Secret-Token", subscription);
    settings.warnOfSeveralSecrets(subscription, NAME);
    return Optional.of(new ArraylakeFormat(settings, ContentType.read(subscription)));
  }
}
