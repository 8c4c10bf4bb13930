package io.repohook.format.cloudevents;

import io.repohook.config.Section;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.FormatType;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of the format {@code cloudevents}. */
public final class CloudeventsType implements FormatType {
  static final String NAME = "cloudevents";
  static final String MODE = "mode";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    boolean binary =
        subscription.oneOf(MODE, Map.of("structured", false, "binary", true)).orElse(false);
    if (ContentType.read(subscription) == ContentType.FORM) {
      subscription.problem(
          ContentType.KEY, "CloudEvents does not know forms", "remove '" + ContentType.KEY + "'");
    }
    String source = "urn:repohook:" + PercentEncoding.path(settings.repository().name());
    return Optional.of(binary ? new BinaryFormat(source) : new StructuredFormat(source));
  }
}
