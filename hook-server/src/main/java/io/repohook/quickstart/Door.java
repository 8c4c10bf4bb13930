package io.repohook.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a receiver does with a request. */
@FunctionalInterface
interface Door {
  /**
   * What a person sees of a request; empty when it is not genuine.
   *
   * @param header a header's value by its name, or an empty text
   */
  Optional<List<String>> take(UnaryOperator<String> header, byte[] body);
}
