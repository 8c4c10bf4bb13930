package io.repohook.format.repohook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies of an event or a digest, each with one key too many, or one too few, in one of its
 * objects.
 */
final class Mutations {
  /** What a ping's subscription, a job's owner or a file's server has to say is theirs. */
  private static final Set<String> OPEN =
      Set.of("/data/settings", "/data/details", "/data/checksums", "/counts");

  private static final Pattern IN_A_DIGEST = Pattern.compile("^/events/[0-9]+");

  private final JsonNode original;
  private final List<JsonNode> mutations = new ArrayList<>();

  private Mutations(JsonNode original) {
    this.original = original;
  }

  static List<JsonNode> of(JsonNode event) {
    Mutations mutations = new Mutations(event);
    mutations.visit("", event);
    return mutations.mutations;
  }

  private void visit(String pointer, JsonNode node) {
    if (node.isObject() && !OPEN.contains(IN_A_DIGEST.matcher(pointer).replaceFirst(""))) {
      change(pointer, object -> object.put("surplus", 1));
      for (String key : node.propertyNames()) {
        change(pointer, object -> object.remove(key));
        visit(pointer + "/" + key, node.get(key));
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      visit(pointer + "/" + i, node.get(i));
    }
  }

  private void change(String pointer, Consumer<ObjectNode> change) {
    JsonNode copy = original.deepCopy();
    change.accept((ObjectNode) copy.at(pointer));
    mutations.add(copy);
  }
}
