package io.repohook.format.orchest;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import java.util.Optional;

/** Reads the settings of the format {@code orchest}. */
public final class OrchestType implements FormatType {
  static final String NAME = "orchest";
  static final String WEBHOOK_NAME = "name";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    settings.warnOfSeveralSecrets(subscription, NAME);
    String name = subscription.text(WEBHOOK_NAME).orElse(settings.alias());
    return Optional.of(new OrchestFormat(name, settings, ContentType.read(subscription)));
  }
}
