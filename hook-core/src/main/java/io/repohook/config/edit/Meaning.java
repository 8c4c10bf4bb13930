package io.repohook.config.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What a text says, whatever its layout: mappings, lists and scalars as they are written. A key
 * with nothing behind it says as much as an empty mapping.
 */
final class Meaning {
  private Meaning() {}

  /** The text's top mapping. */
  static Map<String, Object> of(String text) {
    Optional<Node> document = Yaml.compose(text);
    return document.isPresent() && of(document.get()) instanceof Map<?, ?> map
        ? keys(map)
        : new LinkedHashMap<>();
  }

  private static Object of(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        map.put(((ScalarNode) entry.getKeyNode()).getValue(), of(entry.getValueNode()));
      }
      return map;
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> list = new ArrayList<>();
      sequence.getValue().forEach(item -> list.add(of(item)));
      return list;
    }
    ScalarNode scalar = (ScalarNode) node;
    return scalar.isPlain() && scalar.getTag().equals(Tag.NULL) ? Map.of() : scalar.getValue();
  }

  private static Object of(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Items items) {
      return items.texts();
    }
    Map<String, Object> map = new LinkedHashMap<>();
    ((Value.Keys) value).entries().forEach((key, each) -> map.put(key, of(each)));
    return map;
  }

  /** The same with another value at the end of a path, or, with none, without that key. */
  static Map<String, Object> with(
      Map<String, Object> before, List<String> path, Optional<Value> value) {
    Map<String, Object> after = new LinkedHashMap<>(before);
    String key = path.get(0);
    if (path.size() == 1) {
      value.ifPresentOrElse(given -> after.put(key, of(given)), () -> after.remove(key));
    } else {
      Map<String, Object> inner =
          before.get(key) instanceof Map<?, ?> map ? keys(map) : new LinkedHashMap<>();
      after.put(key, with(inner, path.subList(1, path.size()), value));
    }
    return after;
  }

  private static Map<String, Object> keys(Map<?, ?> map) {
    Map<String, Object> keys = new LinkedHashMap<>();
    map.forEach((key, value) -> keys.put((String) key, value));
    return keys;
  }
}
