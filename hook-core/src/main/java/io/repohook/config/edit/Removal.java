package io.repohook.config.edit;

import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * How an entry leaves a text: with its lines, or with the comma that it needed. A comment above it
 * stays, as nobody but a person knows what it is about.
 */
record Removal(Layout layout) {

  List<Splice> of(MappingNode mapping, NodeTuple entry) {
    int start = layout.start(entry.getKeyNode());
    if (Layout.isBlock(mapping)) {
      return List.of(
          new Splice(layout.lineStart(start), layout.lineAfter(entry.getValueNode()), ""));
    }
    List<NodeTuple> entries = mapping.getValue();
    int place = entries.indexOf(entry);
    int end = layout.end(entry.getValueNode());
    if (place + 1 < entries.size()) {
      return List.of(withComma(start, end, layout.start(entries.get(place + 1).getKeyNode())));
    }
    if (place == 0) {
      return List.of(new Splice(start, end, ""));
    }
    int comma = layout.text().indexOf(',', layout.end(entries.get(place - 1).getValueNode()));
    boolean oneLine = layout.text().substring(comma, start).indexOf('\n') < 0;
    return oneLine
        ? List.of(new Splice(comma, end, ""))
        : List.of(new Splice(comma, comma + 1, ""), new Splice(start, end, ""));
  }

  /** An entry that has a line of its own goes with it. */
  private Splice withComma(int start, int end, int next) {
    String text = layout.text();
    if (text.substring(end, next).indexOf('\n') < 0) {
      return new Splice(start, next, "");
    }
    int comma = text.indexOf(',', end);
    int line = layout.lineStart(start);
    return text.substring(line, start).isBlank()
        ? new Splice(line, text.indexOf('\n', comma) + 1, "")
        : new Splice(start, comma + 1, "");
  }
}
