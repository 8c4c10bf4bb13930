package io.repohook.channel;

import io.repohook.event.Job;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a job's details say of the tenant, task, source and sync that Arch's notifications name.
 * Each may be a word, {@code "tenant": "Acme"}, or an object with a name, as Arch itself has it:
 * {@code "tenant": {"name": "Acme"}}. Immutable and thread-safe.
 */
public final class JobDetails {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode root;

  private JobDetails(JsonNode root) {
    this.root = root;
  }

  /** The details of a job. */
  public static JobDetails of(Job job) {
    return new JobDetails(JSON.readTree(job.details()));
  }

  /** What is there at a key, as it was given; a missing node where there is nothing. */
  public JsonNode at(String key) {
    return root.path(key);
  }

  /** The tenant's name. */
  public Optional<String> tenant() {
    return word(at("tenant"), "name");
  }

  /** The pipeline's name, which is the task's where only that is given. */
  public Optional<String> pipeline() {
    return word(at("pipeline"), "name").or(() -> word(at("task"), "name"));
  }

  /** Where the data comes from: the label of the task's extractor where nothing else is given. */
  public Optional<String> source() {
    JsonNode extractor = at("task").path("extractor");
    return word(at("source"), "name")
        .or(() -> word(extractor, "label"))
        .or(() -> word(extractor, "name"));
  }

  /** The id of the run in the system that made it. */
  public Optional<String> sync() {
    return word(at("sync"), "id");
  }

  /** A plain value, or the one that an object has under the key; empty where there is none. */
  private static Optional<String> word(JsonNode node, String key) {
    JsonNode value = node.isObject() ? node.path(key) : node;
    return value.isString() || value.isNumber()
        ? Optional.of(value.asString()).filter(text -> !text.isBlank())
        : Optional.empty();
  }
}
