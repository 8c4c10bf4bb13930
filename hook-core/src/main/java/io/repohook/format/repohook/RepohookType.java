package io.repohook.format.repohook;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import java.util.Optional;

/** Reads the settings of the native format. */
public final class RepohookType implements FormatType {

  @Override
  public String name() {
    return RepohookFormat.NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    return Optional.of(new RepohookFormat(ContentType.read(subscription)));
  }
}
