package io.repohook.format.repohook;

import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventType;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Job;
import io.repohook.event.Ping;
import io.repohook.event.Push;
import io.repohook.event.PushCertificate;
import io.repohook.event.Repository;
import io.repohook.event.Signature;
import io.repohook.event.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@link RepohookFormat} wrote: the history keeps each event in it, as it was told.
 *
 * <p>What the native format does not tell, such as a ref's {@code Standing}, is unknown then.
 */
public final class EventReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private EventReader() {}

  /**
   * The event that was written.
   *
   * @throws IllegalArgumentException when its type is one that this version does not know
   */
  public static Event read(byte[] body) {
    JsonNode told = JSON.readTree(body);
    JsonNode repository = told.path("repository");
    JsonNode actor = told.path("actor");
    String type = told.path("type").asString();
    return new Event(
        told.path("id").asString(),
        Instant.parse(told.path("timestamp").asString()),
        new Repository(
            repository.path("name").asString(), word(Repository.Kind.class, repository, "kind")),
        new Actor(text(actor, "name"), text(actor, "email"), text(actor, "address")),
        data(
            EventType.named(type)
                .orElseThrow(
                    () -> new IllegalArgumentException("there is no event '" + type + "'")),
            told.path("data")));
  }

  private static EventData data(EventType type, JsonNode data) {
    return switch (type) {
      case GIT_PUSH -> push(data);
      case GIT_TAG -> tag(data);
      case GIT_COMMIT -> commitAdded(data);
      case ARTIFACT_UPLOADED, ARTIFACT_DOWNLOADED, ARTIFACT_DELETED -> fileEvent(data);
      case ARTIFACT_DEPLOYED ->
          new Deployment(
              coordinates(data.path("coordinates")),
              list(data, "files", file -> file(file, file)),
              data.path("complete").asBoolean());
      case JOB_STARTED, JOB_SUCCEEDED, JOB_FAILED, JOB_SKIPPED -> job(type, data);
      case SUBSCRIPTION_FAILING, SUBSCRIPTION_DISABLED ->
          new EndpointTrouble(
              type,
              data.path("alias").asString(),
              Instant.parse(data.path("since").asString()),
              data.path("reason").asString());
      case PING -> new Ping(data.path("alias").asString(), texts(data.path("settings")));
    };
  }

  private static Push push(JsonNode data) {
    return new Push(
        data.path("ref").asString(),
        word(Change.class, data, "change"),
        data.path("before").asString(),
        data.path("after").asString(),
        list(data, "commits", EventReader::commit),
        data.path("added_commits").asInt(),
        data.path("new_commits").asInt(),
        data.path("discarded_commits").asInt(),
        data.path("truncated").asBoolean(),
        text(data, "unlisted"),
        list(data, "push_options", JsonNode::asString),
        certificate(data.path("push_certificate")),
        data.path("reconciled").asBoolean());
  }

  private static Tag tag(JsonNode data) {
    JsonNode tagger = data.path("tagger");
    JsonNode length = data.path("message_length");
    return new Tag(
        data.path("ref").asString(),
        word(Change.class, data, "change"),
        data.path("before").asString(),
        data.path("after").asString(),
        text(data, "commit"),
        tagger.isObject() ? signature(tagger, tagger.path("timestamp")) : null,
        text(data, "message"),
        length.isNumber() ? length.asInt() : null,
        text(data, "unlisted"),
        list(data, "push_options", JsonNode::asString),
        certificate(data.path("push_certificate")),
        data.path("reconciled").asBoolean());
  }

  private static CommitAdded commitAdded(JsonNode data) {
    JsonNode commit = data.path("commit");
    JsonNode summary = data.path("summary");
    return new CommitAdded(
        data.path("ref").asString(),
        commit.isObject() ? commit(commit) : null,
        summary.isObject()
            ? new CommitAdded.Summary(
                summary.path("commits").asInt(), list(summary, "refs", EventReader::part))
            : null,
        list(data, "push_options", JsonNode::asString),
        data.path("reconciled").asBoolean());
  }

  private static CommitAdded.Part part(JsonNode part) {
    return new CommitAdded.Part(
        part.path("ref").asString(),
        part.path("before").asString(),
        part.path("after").asString(),
        part.path("commits").asInt());
  }

  /** An author's own time is not told; the filters and the pages do not ask for it. */
  private static Commit commit(JsonNode commit) {
    JsonNode when = commit.path("timestamp");
    return new Commit(
        commit.path("id").asString(),
        commit.path("tree").asString(),
        commit.path("new").asBoolean(),
        commit.path("message").asString(),
        commit.path("message_length").asInt(),
        signature(commit.path("author"), when),
        signature(commit.path("committer"), when),
        list(commit, "parents", JsonNode::asString),
        list(commit, "added", JsonNode::asString),
        list(commit, "removed", JsonNode::asString),
        list(commit, "modified", JsonNode::asString),
        commit.path("changed_files").asInt());
  }

  private static Signature signature(JsonNode person, JsonNode when) {
    return new Signature(
        person.path("name").asString(),
        person.path("email").asString(),
        OffsetDateTime.parse(when.asString()));
  }

  private static @Nullable PushCertificate certificate(JsonNode certificate) {
    return certificate.isObject()
        ? new PushCertificate(
            certificate.path("status").asString(),
            text(certificate, "signer"),
            text(certificate, "key"),
            text(certificate, "nonce_status"))
        : null;
  }

  private static FileEvent fileEvent(JsonNode data) {
    JsonNode coordinates = data.path("coordinates");
    return new FileEvent(
        file(data, coordinates),
        coordinates.isObject() ? coordinates(coordinates) : null,
        texts(data.path("checksums")),
        text(data, "user_agent"),
        list(data, "removed", JsonNode::asString));
  }

  /** A file; what kind it is may be told with its coordinates. */
  private static ArtifactFile file(JsonNode file, JsonNode kind) {
    JsonNode size = file.path("size");
    return new ArtifactFile(
        file.path("path").asString(),
        text(kind, "classifier"),
        text(kind, "extension"),
        size.isNumber() ? size.asLong() : null,
        word(FileChange.class, file, "change"));
  }

  private static Coordinates coordinates(JsonNode coordinates) {
    return new Coordinates(
        coordinates.path("group").asString(),
        coordinates.path("artifact").asString(),
        coordinates.path("version").asString(),
        text(coordinates, "snapshot_version"));
  }

  private static Job job(EventType type, JsonNode data) {
    JsonNode exitCode = data.path("exit_code");
    return new Job(
        type,
        data.path("job").asString(),
        data.path("run").asString(),
        instant(data, "started_at"),
        instant(data, "stopped_at"),
        exitCode.isNumber() ? exitCode.asInt() : null,
        text(data, "termination_reason"),
        text(data, "termination_message"),
        text(data, "output"),
        data.path("output_truncated").asBoolean(),
        data.path("details").toString());
  }

  private static @Nullable Instant instant(JsonNode object, String key) {
    String text = text(object, key);
    return text == null ? null : Instant.parse(text);
  }

  private static <T extends Enum<T>> T word(Class<T> words, JsonNode object, String key) {
    return Enum.valueOf(words, object.path(key).asString().toUpperCase(Locale.ROOT));
  }

  private static <T> List<T> list(JsonNode object, String key, Function<JsonNode, T> each) {
    return object.path(key).valueStream().map(each).toList();
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString()));
    return texts;
  }

  private static @Nullable String text(JsonNode object, String key) {
    JsonNode value = object.path(key);
    return value.isString() ? value.asString() : null;
  }
}
