package io.repohook.format.cloudrepo;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import java.util.Optional;

/** Reads the settings of the format {@code cloudrepo}. */
public final class CloudrepoType implements FormatType {
  static final String NAME = "cloudrepo";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    return Optional.of(new CloudrepoFormat(ContentType.read(subscription)));
  }
}
