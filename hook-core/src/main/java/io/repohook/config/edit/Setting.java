package io.repohook.config.edit;

import java.util.List;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * How a value gets into a text, in the style of what is around it.
 *
 * @param step how far a level is indented
 */
record Setting(Layout layout, int step) {

  /** Adds one entry at the end of a mapping. */
  List<Splice> insert(MappingNode mapping, Value.Keys added) {
    List<NodeTuple> entries = mapping.getValue();
    if (entries.isEmpty()) {
      int inside = layout.start(mapping) + 1;
      return List.of(new Splice(inside, inside, entry(added)));
    }
    Node last = entries.get(entries.size() - 1).getValueNode();
    if (Layout.isBlock(mapping)) {
      return List.of(
          layout.lines(
              layout.afterComments(layout.lineAfter(last), Layout.column(mapping)),
              Words.block(added, Layout.column(mapping), step)));
    }
    int end = layout.end(last);
    return List.of(new Splice(end, end, ", " + entry(added)));
  }

  private static String entry(Value.Keys keys) {
    String flow = Words.flow(keys);
    return flow.substring(1, flow.length() - 1);
  }

  /** Puts a mapping behind a key that has nothing. */
  List<Splice> fill(NodeTuple entry, Value.Keys keys, boolean inFlow) {
    Node nothing = entry.getValueNode();
    int start = layout.start(nothing);
    int end = layout.end(nothing);
    if (end > start) {
      return List.of(new Splice(start, end, Words.flow(keys)));
    }
    if (inFlow) {
      return List.of(new Splice(end, end, " " + Words.flow(keys)));
    }
    int indent = entry.getKeyNode().getStartMark().getColumn() + step;
    return List.of(layout.lines(layout.lineAfter(nothing), Words.block(keys, indent, step)));
  }

  /** Puts another value in an entry's place. */
  List<Splice> replace(NodeTuple entry, Value value) {
    Node old = entry.getValueNode();
    int start = layout.start(old);
    int end = layout.end(old);
    if (old instanceof SequenceNode list
        && Layout.isBlock(list)
        && value instanceof Value.Items items
        && !items.texts().isEmpty()) {
      return List.of(new Splice(start, end, layout.items(list, items.texts())));
    }
    if (old instanceof CollectionNode<?> collection && Layout.isBlock(collection)) {
      int colon = layout.colon(entry) + 1;
      return List.of(
          new Splice(colon, colon, " " + Words.flow(value)),
          new Splice(layout.lineStart(start), layout.lineAfter(old), ""));
    }
    if (end == start) {
      return List.of(new Splice(end, end, " " + Words.flow(value)));
    }
    boolean wholeLines = layout.text().charAt(end - 1) == '\n';
    return List.of(
        new Splice(start, end, Words.flow(value) + (wholeLines ? layout.lineBreak() : "")));
  }
}
