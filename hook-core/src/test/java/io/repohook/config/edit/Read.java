package io.repohook.config.edit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** What a text says by another way: SnakeYAML's own loader, with every scalar as it is written. */
final class Read {
  private Read() {}

  static Object of(String text) {
    LoaderOptions options = new LoaderOptions();
    DumperOptions dumper = new DumperOptions();
    Object read =
        new Yaml(
                new SafeConstructor(options), new Representer(dumper), dumper, options, new Texts())
            .load(text);
    return read == null ? new LinkedHashMap<>() : read;
  }

  static Object of(String text, String... path) {
    Object at = of(text);
    for (String key : path) {
      at = Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(at)).get(key));
    }
    return at;
  }

  private static final class Texts extends Resolver {
    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      Tag tag = super.resolve(kind, value, implicit);
      return kind == NodeId.scalar && !tag.equals(Tag.NULL) ? Tag.STR : tag;
    }
  }
}
