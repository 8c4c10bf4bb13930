package io.repohook.config;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;

/**
 * Resolves env and file references, nothing else, and each value once.
 *
 * <p>commons-configuration's interpolator does the look-up. The text is scanned here, because its
 * own scanner resolves again what it finds inside a value, leaves what it does not know as it
 * stands, and knows defaults. A doubled dollar before the brace stands for itself.
 */
final class Interpolation {
  private static final String OPEN = "${";
  private static final String ESCAPED = "$${";

  private final ConfigurationInterpolator lookups = new ConfigurationInterpolator();
  private final Set<String> resolved = new HashSet<>();

  Interpolation(Map<String, String> environment, SecretFiles secrets) {
    lookups.registerLookup("env", environment::get);
    lookups.registerLookup("file", secrets::text);
  }

  /**
   * The text with each reference replaced by its value.
   *
   * @throws UnresolvedException for the first that has none
   */
  String resolve(String written) {
    StringBuilder resolved = new StringBuilder();
    int done = 0;
    for (int open = written.indexOf(OPEN); open >= 0; open = written.indexOf(OPEN, done)) {
      if (open > done && written.startsWith(ESCAPED, open - 1)) {
        resolved.append(written, done, open - 1).append(OPEN);
        done = open + OPEN.length();
        continue;
      }
      int close = written.indexOf('}', open);
      if (close < 0) {
        throw new UnresolvedException(
            "a ${ without its }", "close it, or write $${ for a plain ${");
      }
      resolved.append(written, done, open).append(value(written.substring(open + 2, close)));
      done = close + 1;
    }
    return resolved.append(written, done, written.length()).toString();
  }

  /** What all references so far stood for. */
  Set<String> resolved() {
    return Set.copyOf(resolved);
  }

  private Object value(String variable) {
    int colon = variable.indexOf(':');
    String prefix = colon < 0 ? "" : variable.substring(0, colon);
    if (!lookups.prefixSet().contains(prefix) || variable.contains(OPEN)) {
      throw new UnresolvedException(
          "a ${...} that is no reference",
          "only ${env:NAME} and ${file:NAME} are known; write $${ for a plain ${");
    }
    Object value = lookups.resolve(variable);
    if (value == null) {
      throw new UnresolvedException(
          "the environment has no " + variable.substring(colon + 1),
          "set it for the service, or write ${file:NAME}");
    }
    resolved.add(value.toString());
    return value;
  }
}
