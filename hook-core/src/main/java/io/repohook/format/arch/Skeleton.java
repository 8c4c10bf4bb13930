package io.repohook.format.arch;

import io.repohook.channel.JobDetails;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The bodies with every key and no values, and how what a job's owner gave is laid over them. */
final class Skeleton {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TRANSFORM = "transform";

  private Skeleton() {}

  static ObjectNode ofPipeline() {
    return read("pipeline.json");
  }

  /** The body of that kind of task, with what the details say under its keys. */
  static ObjectNode of(JobDetails details) {
    boolean transform =
        TRANSFORM.equals(details.at("task_type").asString(""))
            || TRANSFORM.equals(details.at("task").path("task_type").asString(""));
    ObjectNode body = transform ? read("transform.json") : ofPipeline();
    for (String key : new String[] {"sync", "task", "tenant"}) {
      fill((ObjectNode) body.path(key), details.at(key));
    }
    return body;
  }

  /** What is given goes over what is there; a key that Arch does not have is left out. */
  private static void fill(ObjectNode body, JsonNode given) {
    if (!given.isObject()) {
      return; // A plain word is the name; whoever knows the facts writes it.
    }
    for (Map.Entry<String, JsonNode> each : body.properties()) {
      JsonNode value = given.path(each.getKey());
      if (each.getValue() instanceof ObjectNode inner) {
        fill(inner, value);
      } else if (each.getValue().isArray() ? value.isArray() : !value.isMissingNode()) {
        each.setValue(value);
      }
    }
  }

  private static ObjectNode read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Skeleton.class.getResourceAsStream(resource), resource)) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
