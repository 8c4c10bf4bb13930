package io.repohook.config.edit;

import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Where the nodes of a text stand in it. All positions are indexes of {@link #text}. */
record Layout(String text) {
  /** How far a level is indented where the text has no level to go by. */
  private static final int STEP = 2;

  int start(Node node) {
    return index(node.getStartMark());
  }

  /** One past the last character that is written of a node; YAML's own mark may be lines below. */
  int end(Node node) {
    if (node instanceof CollectionNode<?> collection && isBlock(collection)) {
      List<?> values = collection.getValue();
      Object last = values.get(values.size() - 1);
      return end(last instanceof NodeTuple entry ? entry.getValueNode() : (Node) last);
    }
    int end = index(node.getEndMark());
    return node instanceof ScalarNode scalar && isLines(scalar)
        ? withoutBlankLines(start(scalar), end)
        : end;
  }

  private static boolean isLines(ScalarNode node) {
    return node.getScalarStyle() == ScalarStyle.LITERAL
        || node.getScalarStyle() == ScalarStyle.FOLDED;
  }

  /** Blank lines below a block scalar are nobody's, unless its head keeps them by a plus. */
  private int withoutBlankLines(int start, int end) {
    int head = text.indexOf('\n', start);
    if (head < 0 || text.substring(start, head).matches("[|>][0-9]?\\+.*\\s*")) {
      return end;
    }
    int at = end;
    while (at > head + 1 && text.charAt(at - 1) == '\n') {
      int line = lineStart(at - 1);
      if (line <= head || !text.substring(line, at).isBlank()) {
        break;
      }
      at = line;
    }
    return at;
  }

  private int index(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  static boolean isBlock(CollectionNode<?> node) {
    return node.getFlowStyle() == FlowStyle.BLOCK && !node.getValue().isEmpty();
  }

  /** Whether a key has nothing behind it, or what YAML takes for nothing. */
  static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar && scalar.isPlain() && node.getTag().equals(Tag.NULL);
  }

  /** Where the colon of an entry is. */
  int colon(NodeTuple entry) {
    return text.indexOf(':', end(entry.getKeyNode()));
  }

  int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Where the line after a node begins, whatever comment stands behind the node. */
  int lineAfter(Node node) {
    int end = end(node);
    if (end > 0 && end > start(node) && text.charAt(end - 1) == '\n') {
      return end; // A block scalar has its last line break.
    }
    int lineBreak = text.indexOf('\n', end);
    return lineBreak < 0 ? text.length() : lineBreak + 1;
  }

  /**
   * Where the comments end that follow there and are indented further than that: they are about
   * what stands above them.
   */
  int afterComments(int lineStart, int column) {
    int end = lineStart;
    for (int at = lineStart; at < text.length(); ) {
      int lineBreak = text.indexOf('\n', at);
      int next = lineBreak < 0 ? text.length() : lineBreak + 1;
      String line = text.substring(at, next);
      int indent = line.length() - line.stripLeading().length();
      if (line.stripLeading().startsWith("#") && indent > column) {
        end = next;
      } else if (!line.isBlank()) {
        break;
      }
      at = next;
    }
    return end;
  }

  String lineBreak() {
    int first = text.indexOf('\n');
    return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
  }

  /** How far the text indents its levels. */
  static int step(Node root) {
    if (root instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        Node value = entry.getValueNode();
        if (value instanceof MappingNode inner && isBlock(inner)) {
          return column(inner) - entry.getKeyNode().getStartMark().getColumn();
        }
      }
    }
    return STEP;
  }

  static int column(Node node) {
    Node first =
        node instanceof MappingNode mapping && isBlock(mapping)
            ? mapping.getValue().get(0).getKeyNode()
            : node;
    return first.getStartMark().getColumn();
  }

  /** The text with lines put in where a line begins. */
  Splice lines(int at, List<String> lines) {
    String all = String.join(lineBreak(), lines);
    boolean afterUnfinishedLine = at > 0 && text.charAt(at - 1) != '\n';
    return new Splice(at, at, afterUnfinishedLine ? lineBreak() + all : all + lineBreak());
  }

  /** Items of a list one below the other, the first where the list begins. */
  String items(SequenceNode list, List<String> texts) {
    String indent = " ".repeat(list.getStartMark().getColumn());
    return "- "
        + String.join(lineBreak() + indent + "- ", texts.stream().map(Words::scalar).toList());
  }
}
