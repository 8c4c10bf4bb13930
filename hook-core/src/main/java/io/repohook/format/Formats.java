package io.repohook.format;

import io.repohook.config.NearestWord;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import java.util.List;
import java.util.Optional;

/**
 * The formats that a subscription can name.
 *
 * @param types the first is for a subscription that names none
 */
public record Formats(List<FormatType> types) {
  /** The key that names the format. */
  public static final String KEY = "format";

  /** The key of a file that is the format; a format of that name reads it. */
  public static final String TEMPLATE = "template";

  public Formats {
    types = List.copyOf(types);
  }

  /** Reads the format of a subscription; empty when it is wrong, and the section says why. */
  public Optional<Format> read(Section subscription, FormatSettings settings) {
    Optional<Scalar> written = subscription.scalar(KEY);
    String name =
        written
            .map(Scalar::value)
            .orElse(subscription.has(TEMPLATE) ? TEMPLATE : types.get(0).name());
    if (subscription.has(TEMPLATE) && !name.equals(TEMPLATE)) {
      subscription.problem(
          TEMPLATE, "a second format, beside '" + name + "'", "keep one of the two");
    }
    Optional<FormatType> type = types.stream().filter(each -> each.name().equals(name)).findFirst();
    if (type.isEmpty()) {
      unknown(subscription, written.map(Scalar::written).orElse(name));
    }
    return type.flatMap(each -> each.read(subscription, settings));
  }

  private void unknown(Section subscription, String written) {
    List<String> names = types.stream().map(FormatType::name).toList();
    subscription.problem(
        KEY, "unknown format '" + written + "'", NearestWord.remedy(written, names));
  }
}
