package io.repohook.config.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A YAML text of one mapping that is changed key by key. Comments, order, quotes and layout of
 * everything else stay as they are, byte for byte.
 *
 * <p>Each change is looked at before it is answered: the new text says what the old one said, but
 * for that key. Immutable.
 */
public record YamlText(String text) {

  /**
   * Gives the key at the end of a path a value. What is missing on the way is made.
   *
   * @throws CannotEditException when something on the way is no mapping, or is written in a way
   *     that only a person can change
   */
  public YamlText with(List<String> path, Value value) throws CannotEditException {
    return checked(path, Optional.of(value), settings(path, value));
  }

  /** The same without that key and all below it; the same text when it has no such key. */
  public YamlText without(List<String> path) throws CannotEditException {
    Optional<MappingNode> parent = mapping(path.subList(0, path.size() - 1));
    Optional<NodeTuple> entry = parent.flatMap(each -> entry(each, path.get(path.size() - 1)));
    if (entry.isEmpty()) {
      return this;
    }
    return checked(
        path,
        Optional.empty(),
        new Removal(new Layout(text)).of(parent.orElseThrow(), entry.get()));
  }

  /** Whether there is such a key. */
  public boolean has(List<String> path) throws CannotEditException {
    return mapping(path.subList(0, path.size() - 1))
        .flatMap(each -> entry(each, path.get(path.size() - 1)))
        .isPresent();
  }

  private YamlText checked(List<String> path, Optional<Value> value, List<Splice> splices)
      throws CannotEditException {
    String edited = Splice.apply(text, splices);
    try {
      if (Meaning.of(edited).equals(Meaning.with(Meaning.of(text), path, value))) {
        return new YamlText(edited);
      }
    } catch (YAMLException | ClassCastException e) {
      // Told below: the text is written in a way that is not known here.
    }
    throw cannot(path);
  }

  private static CannotEditException cannot(List<String> path) {
    return new CannotEditException(
        "'" + String.join(".", path) + "' is written in a way that only a person can change");
  }

  private List<Splice> settings(List<String> path, Value value) throws CannotEditException {
    Layout layout = new Layout(text);
    Node node = root(path).orElse(null);
    if (node == null) {
      return List.of(layout.lines(text.length(), Words.block(nested(path, value), 0, 2)));
    }
    Setting setting = new Setting(layout, Layout.step(node));
    boolean inFlow = false;
    for (int depth = 0; node instanceof MappingNode mapping; depth++) {
      inFlow |= !Layout.isBlock(mapping);
      Optional<NodeTuple> entry = entry(mapping, path.get(depth));
      List<String> below = path.subList(depth + 1, path.size());
      if (entry.isEmpty()) {
        return setting.insert(mapping, nested(path.subList(depth, path.size()), value));
      }
      if (below.isEmpty()) {
        return setting.replace(entry.get(), value);
      }
      node = entry.get().getValueNode();
      if (Layout.isNothing(node)) {
        return setting.fill(entry.get(), nested(below, value), inFlow);
      }
    }
    throw new CannotEditException("'" + path.get(0) + "' is no mapping");
  }

  private static Value.Keys nested(List<String> path, Value value) {
    Value nested = value;
    for (int i = path.size() - 1; i >= 0; i--) {
      nested = Value.Keys.of(path.get(i), nested);
    }
    return (Value.Keys) nested;
  }

  /** The mapping at the end of a path, where there is one. */
  private Optional<MappingNode> mapping(List<String> path) throws CannotEditException {
    Optional<Node> node = root(path);
    for (String key : path) {
      node =
          node.filter(MappingNode.class::isInstance)
              .flatMap(each -> entry((MappingNode) each, key))
              .map(NodeTuple::getValueNode);
    }
    return node.filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
  }

  private Optional<Node> root(List<String> path) throws CannotEditException {
    try {
      return Yaml.compose(text).filter(root -> !Layout.isNothing(root));
    } catch (YAMLException e) {
      throw cannot(path);
    }
  }

  private static Optional<NodeTuple> entry(MappingNode mapping, String key) {
    List<NodeTuple> found = new ArrayList<>();
    for (NodeTuple each : mapping.getValue()) {
      if (each.getKeyNode() instanceof ScalarNode word && word.getValue().equals(key)) {
        found.add(each);
      }
    }
    return found.stream().findFirst();
  }
}
