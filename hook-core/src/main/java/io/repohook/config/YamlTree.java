package io.repohook.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns the nodes of one file into a commons-configuration tree: every scalar as it was written,
 * with its line, and resolved.
 */
final class YamlTree {
  private final FileProblems problems;
  private final Interpolation interpolation;

  YamlTree(FileProblems problems, Interpolation interpolation) {
    this.problems = problems;
    this.interpolation = interpolation;
  }

  /** The tree of a file's document; a document of another kind is reported and counts as empty. */
  ImmutableNode root(Node document) {
    if (document instanceof MappingNode mapping) {
      return mapping("", "", mapping, 0, plain("", mapping));
    }
    if (!isNothing(document) && plain("", document)) {
      problems.error(
          line(document), "", "not a mapping at the top", "write 'name: value', one a line");
    }
    return empty(problems);
  }

  /** The tree of a file that says nothing, or that could not be read. */
  static ImmutableNode empty(FileProblems problems) {
    return new ImmutableNode.Builder()
        .addAttributes(Origin.wholeFile(problems.place(0), problems.sound()).asAttribute())
        .create();
  }

  private ImmutableNode node(String name, String path, Node node, int line) {
    boolean plain = plain(path, node);
    if (node instanceof MappingNode mapping) {
      return mapping(name, path, mapping, line, plain);
    }
    Leaf leaf =
        plain || node instanceof SequenceNode
            ? leaf(path, node)
            : unresolved("", problems.place(line(node)));
    return new ImmutableNode.Builder()
        .name(name)
        .value(leaf)
        .addAttributes(origin(node, line, plain).asAttribute())
        .create();
  }

  private ImmutableNode mapping(
      String name, String path, MappingNode mapping, int line, boolean plain) {
    Map<String, ImmutableNode> children = new LinkedHashMap<>();
    boolean sound = plain;
    for (NodeTuple entry : mapping.getValue()) {
      Node key = entry.getKeyNode();
      if (!(key instanceof ScalarNode word) || word.getValue().isEmpty() || !isPlainKey(word)) {
        problems.error(line(key), path, "a key that is not a word", "write 'name: value'");
        sound = false;
        continue;
      }
      String child = word.getValue();
      String full = path.isEmpty() ? child : path + "." + child;
      ImmutableNode first = children.get(child);
      if (first != null) {
        problems.error(
            line(key),
            full,
            "written twice, first in line " + Origin.of(first).place().line(),
            "keep one of the two");
        sound = false;
      } else if (child.equals("<<")) {
        problems.error(
            line(key), full, "merge keys are not read here", "write the settings themselves");
        sound = false;
      } else {
        children.put(child, node(child, full, entry.getValueNode(), line(key)));
      }
    }
    return new ImmutableNode.Builder()
        .name(name)
        .addAttributes(origin(mapping, line, sound).asAttribute())
        .addChildren(children.values())
        .create();
  }

  private static boolean isPlainKey(ScalarNode key) {
    return key.getTag().getValue().startsWith(Tag.PREFIX) && key.getAnchor() == null;
  }

  private Leaf leaf(String path, Node node) {
    if (node instanceof SequenceNode sequence) {
      List<ImmutableNode> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(node("", path, item, line(item))));
      return new Leaf.Items(List.copyOf(items));
    }
    return isNothing(node) ? new Leaf.Nothing() : text(path, (ScalarNode) node);
  }

  private Leaf text(String path, ScalarNode node) {
    String written = node.getValue();
    Place place = problems.place(line(node));
    try {
      return new Leaf.Text(new Scalar(interpolation.resolve(written), written, place), true);
    } catch (UnresolvedException e) {
      problems.error(place.line(), path, e.wrong(), e.remedy());
      return unresolved(written, place);
    }
  }

  private static Leaf unresolved(String written, Place place) {
    return new Leaf.Text(new Scalar("", written, place), false);
  }

  /**
   * Reports what YAML knows beyond plain values. It is mostly a value whose quotes are missing, as
   * those of a pattern with an exclamation mark, and would silently be read as empty. Not quoted:
   * it may be a secret.
   */
  private boolean plain(String path, Node node) {
    String tag = node.getTag().getValue();
    if (tag.equals(YamlEvents.ALIAS)) {
      problems.error(line(node), path, "a YAML alias (*), which is not read here", remedy('*'));
    } else if (!tag.startsWith(Tag.PREFIX)) {
      problems.error(line(node), path, "a YAML tag (!), which is not read here", remedy('!'));
    } else if (node.getAnchor() != null) {
      problems.error(line(node), path, "a YAML anchor (&), which is not read here", remedy('&'));
    } else {
      return true;
    }
    return false;
  }

  private static String remedy(char sign) {
    return "write the value itself, in quotes if it begins with '" + sign + "'";
  }

  private Origin origin(Node node, int line, boolean sound) {
    return new Origin(
        problems.place(line), node.getStartMark().getIndex(), node.getEndMark().getIndex(), sound);
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar && scalar.isPlain() && node.getTag().equals(Tag.NULL);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
