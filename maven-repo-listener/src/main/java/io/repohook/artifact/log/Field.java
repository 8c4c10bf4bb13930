package io.repohook.artifact.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What stands in a place of a line, by the name that a pattern gives it in braces. */
enum Field {
  ADDRESS,
  USER,
  TIME,
  /** Method, target and protocol, with spaces between. */
  REQUEST,
  METHOD,
  TARGET,
  STATUS,
  RECEIVED,
  SENT,
  RANGE,
  AGENT,
  DESTINATION,
  /** How the answer ended: nginx's {@code $request_completion}, or httpd's {@code %X}. */
  COMPLETION,
  /** Anything without a space. */
  WORD,
  /** Anything. */
  SKIPPED;

  /** Whether what stands there does not matter. */
  boolean isPassedOver() {
    return this == WORD || this == SKIPPED;
  }

  String wireName() {
    return this == SKIPPED ? "-" : name().toLowerCase(Locale.ROOT);
  }

  static Optional<Field> named(String name) {
    return Arrays.stream(values()).filter(field -> field.wireName().equals(name)).findFirst();
  }
}
