package io.repohook.config.edit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes values as YAML: without quotes where they mean the same. */
final class Words {
  private Words() {}

  /** A value on one line. */
  static String flow(Value value) {
    if (value instanceof Value.Text text) {
      return scalar(text.text());
    }
    if (value instanceof Value.Items items) {
      return items.texts().stream().map(Words::scalar).collect(joining(", ", "[", "]"));
    }
    return ((Value.Keys) value)
        .entries().entrySet().stream()
            .map(entry -> scalar(entry.getKey()) + ": " + flow(entry.getValue()))
            .collect(joining(", ", "{", "}"));
  }

  static String scalar(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  /** Asked of YAML itself, in each place where it may stand. */
  private static boolean isPlain(String text) {
    if (text.isEmpty() || text.startsWith("${") || text.lines().count() != 1) {
      return false;
    }
    try {
      return Yaml.compose("[" + text + "]").orElse(null) instanceof SequenceNode list
          && list.getValue().size() == 1
          && isPlain(list.getValue().get(0), text)
          && Yaml.compose("{" + text + ": " + text + "}").orElse(null) instanceof MappingNode flow
          && isPlain(flow, text)
          && Yaml.compose(text + ": " + text).orElse(null) instanceof MappingNode block
          && isPlain(block, text);
    } catch (YAMLException e) {
      return false;
    }
  }

  private static boolean isPlain(MappingNode mapping, String text) {
    NodeTuple entry = mapping.getValue().get(0);
    return mapping.getValue().size() == 1
        && isPlain(entry.getKeyNode(), text)
        && isPlain(entry.getValueNode(), text);
  }

  private static boolean isPlain(Node node, String text) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().equals(text)
        && scalar.getAnchor() == null
        && scalar.getTag().startsWith(Tag.PREFIX)
        && !scalar.getTag().equals(Tag.NULL);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c == '\n') {
                quoted.append("\\n");
              } else if (c < 0x20
                  || (c >= 0x7f && c < 0xa0)
                  || c == 0x2028
                  || c == 0x2029
                  || (c >= 0xd800 && c < 0xe000)
                  || c == 0xfeff
                  || c == 0xfffe
                  || c == 0xffff) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  /** A value as lines below its key, each without its line break. */
  static List<String> block(Value.Keys keys, int indent, int step) {
    List<String> lines = new ArrayList<>();
    keys.entries()
        .forEach(
            (key, value) -> {
              String begin = " ".repeat(indent) + scalar(key) + ":";
              if (value instanceof Value.Keys inner && !inner.entries().isEmpty()) {
                lines.add(begin);
                lines.addAll(block(inner, indent + step, step));
              } else {
                lines.add(begin + " " + flow(value));
              }
            });
    return lines;
  }
}
