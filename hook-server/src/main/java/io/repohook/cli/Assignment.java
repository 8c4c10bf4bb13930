package io.repohook.cli;

import io.repohook.config.edit.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code KEY=VALUE} of a command.
 *
 * @param path the key below the subscription's: one, or two as in {@code headers.X-Team}
 * @param value as written; empty removes the key, {@code -} stands for a line of standard input
 */
record Assignment(List<String> path, String value) {
  static final String FROM_INPUT = "-";

  /** Keys whose value is a list: a comma separates its items. */
  private static final Set<String> LISTS =
      Set.of(
          "events",
          "branches",
          "tags",
          "paths",
          "authors",
          "pushers",
          "statuses",
          "coordinates",
          "message",
          "allow_skip",
          "email",
          "secret");

  /** A URL of these is as good as a password. */
  private static final Set<String> SECRETS = Set.of("secret", "slack", "teams");

  private static final Pattern SECRET_HEADER =
      Pattern.compile("headers\\..*(authorization|token|secret|password|cookie|key).*");

  Assignment {
    path = List.copyOf(path);
  }

  /** Reads {@code KEY=VALUE}. */
  static Assignment parse(String word) throws WrongUsageException {
    int equals = word.indexOf('=');
    if (equals <= 0) {
      throw new WrongUsageException("'" + word + "' is not KEY=VALUE");
    }
    return of(word.substring(0, equals), word.substring(equals + 1));
  }

  /** The same of its two parts; refuses a secret in it. */
  static Assignment of(String key, String value) throws WrongUsageException {
    int dot = key.indexOf('.');
    List<String> path =
        dot < 0 ? List.of(key) : List.of(key.substring(0, dot), key.substring(dot + 1));
    if (path.stream().anyMatch(String::isEmpty)) {
      throw new WrongUsageException("'" + key + "' is no key");
    }
    Assignment assignment = new Assignment(path, value);
    if (assignment.isSecret() && !assignment.isHarmless()) {
      throw new WrongUsageException(
          key
              + " is a secret, and others see the arguments of a command: write "
              + key
              + "=- and give it on standard input, or ${file:NAME} of a file in secrets/");
    }
    return assignment;
  }

  String key() {
    return String.join(".", path);
  }

  boolean removes() {
    return value.isEmpty();
  }

  boolean isFromInput() {
    return value.equals(FROM_INPUT);
  }

  private boolean isSecret() {
    return SECRETS.contains(path.get(0))
        || SECRET_HEADER.matcher(key().toLowerCase(Locale.ROOT)).matches();
  }

  private boolean isHarmless() {
    return removes() || isFromInput() || items().allMatch(item -> item.contains("${"));
  }

  /** What the file is to say; not of one that removes, nor of one that is still to be read. */
  Value toValue() {
    return isList() ? new Value.Items(items().toList()) : new Value.Text(value);
  }

  private boolean isList() {
    boolean bracketed = value.startsWith("[") && value.endsWith("]");
    return LISTS.contains(path.get(0)) && (bracketed || value.contains(","));
  }

  private Stream<String> items() {
    if (!isList()) {
      return Stream.of(value);
    }
    boolean bracketed = value.startsWith("[");
    String inside = bracketed ? value.substring(1, value.length() - 1) : value;
    return Stream.of(inside.split(",")).map(Assignment::item).filter(item -> !item.isEmpty());
  }

  /** Without the quotes that it would have in a file. */
  private static String item(String written) {
    String item = written.strip();
    boolean quoted =
        item.length() > 1
            && (item.charAt(0) == '"' || item.charAt(0) == '\'')
            && item.charAt(item.length() - 1) == item.charAt(0);
    return quoted ? item.substring(1, item.length() - 1) : item;
  }
}
