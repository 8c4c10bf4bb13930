package io.repohook.channel;

import io.repohook.config.Scalar;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which part of a configured value was written by reference, as <code>${file:NAME}</code>:
 * that part is a secret, and its reference may be shown in its place.
 */
public final class References {
  // A doubled dollar stands for itself.
  private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{[^}]*}");

  private References() {}

  /** Whether the text, as written, is a reference and nothing else. */
  public static boolean only(String written) {
    return REFERENCE.matcher(written).matches();
  }

  /** What the references of the value stand for; empty when it was written out. */
  public static Set<String> resolved(Scalar scalar) {
    Matcher reference = REFERENCE.matcher(scalar.written());
    StringBuilder shape = new StringBuilder();
    int done = 0;
    while (reference.find()) {
      shape.append(literal(scalar.written().substring(done, reference.start()))).append("(.*)");
      done = reference.end();
    }
    if (done == 0) {
      return Set.of();
    }
    shape.append(literal(scalar.written().substring(done)));
    Matcher value = Pattern.compile(shape.toString(), Pattern.DOTALL).matcher(scalar.value());
    if (!value.matches()) {
      return Set.of(scalar.value());
    }
    Set<String> parts = new LinkedHashSet<>();
    // Where one ends and the next begins may be unclear; all from the first to the last is not.
    parts.add(scalar.value().substring(value.start(1), value.end(value.groupCount())));
    for (int group = 1; group <= value.groupCount(); group++) {
      parts.add(value.group(group));
    }
    return parts;
  }

  private static String literal(String text) {
    return Pattern.quote(text.replace("$${", "${"));
  }
}
