package io.repohook.config;

import java.util.List;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;

/** The value of a configuration node that is not a mapping; a mapping has children and no value. */
sealed interface Leaf {

  /**
   * A single value.
   *
   * @param resolved false where a {@code ${…}} has no value; that problem is told already
   */
  record Text(Scalar scalar, boolean resolved) implements Leaf {}

  /** A list; its nodes have no names. */
  record Items(List<ImmutableNode> nodes) implements Leaf {}

  /** A key with nothing behind it. */
  record Nothing() implements Leaf {}

  /** The leaf of a node, null where the node is a mapping. */
  static @Nullable Leaf of(ImmutableNode node) {
    return (Leaf) node.getValue();
  }

  /** Whether the node and all below it were read as they were meant. */
  static boolean sound(ImmutableNode node) {
    if (!Origin.of(node).sound()) {
      return false;
    }
    Leaf leaf = of(node);
    if (leaf instanceof Text text) {
      return text.resolved();
    }
    List<ImmutableNode> below = leaf instanceof Items items ? items.nodes() : node.getChildren();
    return below.stream().allMatch(Leaf::sound);
  }

  /** What a node is, in the words of a message. */
  static String kind(ImmutableNode node) {
    Leaf leaf = of(node);
    if (leaf == null) {
      return "a mapping";
    }
    return leaf instanceof Items ? "a list" : "a single value";
  }
}
