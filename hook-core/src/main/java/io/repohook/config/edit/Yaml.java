package io.repohook.config.edit;

import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Composes a text into nodes with marks. */
final class Yaml {
  private Yaml() {}

  /**
   * The text's document; empty where it has none.
   *
   * @throws org.yaml.snakeyaml.error.YAMLException when it is not valid
   */
  static Optional<Node> compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // The file's size has been looked at.
    Composer composer =
        new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
    return Optional.ofNullable(composer.getSingleNode());
  }
}
