package io.repohook.format.arch;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import java.util.Optional;

/** Reads the settings of the format {@code arch}. */
public final class ArchType implements FormatType {
  static final String NAME = "arch";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    return Optional.of(new ArchFormat(ContentType.read(subscription)));
  }
}
