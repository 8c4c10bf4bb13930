package io.repohook.config;

import java.util.Map;
import java.util.Objects;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * Where a node of the configuration was written; travels with it as an attribute.
 *
 * @param place the line of its key, or of the value where it has no key
 * @param start the value's first code point in the file's text
 * @param end one past the value's last code point
 * @param sound false where the file could not be read as it was meant; that problem is told already
 */
record Origin(Place place, int start, int end, boolean sound) {
  private static final String ATTRIBUTE = "origin";

  static Origin wholeFile(Place place, boolean sound) {
    return new Origin(place, 0, 0, sound);
  }

  static Origin of(ImmutableNode node) {
    return (Origin) Objects.requireNonNull(node.getAttributes().get(ATTRIBUTE));
  }

  Map<String, Object> asAttribute() {
    return Map.of(ATTRIBUTE, this);
  }
}
