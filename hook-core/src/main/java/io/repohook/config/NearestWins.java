package io.repohook.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.commons.configuration2.tree.NodeCombiner;

/**
 * Layers two files: the nearer one wins key by key, mappings are merged all the way down, lists and
 * single values are replaced whole. Keys keep the order in which the farther file introduced them.
 *
 * <p>commons-configuration's own combiners take a name that occurs twice for a list, and merge a
 * value with children; here a node is one or the other.
 */
final class NearestWins extends NodeCombiner {

  @Override
  public ImmutableNode combine(ImmutableNode nearer, ImmutableNode farther) {
    if (Leaf.of(nearer) instanceof Leaf.Nothing && Leaf.of(farther) == null) {
      return farther; // "subscriptions:" with nothing below it takes nothing away
    }
    if (Leaf.of(nearer) != null || Leaf.of(farther) != null) {
      return nearer;
    }
    Map<String, ImmutableNode> children = new LinkedHashMap<>();
    farther.getChildren().forEach(child -> children.put(child.getNodeName(), child));
    nearer
        .getChildren()
        .forEach(
            child -> children.merge(child.getNodeName(), child, (far, near) -> combine(near, far)));
    Origin origin = Origin.of(nearer);
    boolean sound = origin.sound() && Origin.of(farther).sound();
    return new ImmutableNode.Builder()
        .name(nearer.getNodeName())
        .addAttributes(
            new Origin(origin.place(), origin.start(), origin.end(), sound).asAttribute())
        .addChildren(children.values())
        .create();
  }
}
