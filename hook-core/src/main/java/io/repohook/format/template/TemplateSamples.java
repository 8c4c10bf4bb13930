package io.repohook.format.template;

import io.repohook.config.Section;
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
import io.repohook.event.EventId;
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
import io.repohook.format.repohook.RepohookFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One event of every type, with something in every key: what a template is tried out with. */
final class TemplateSamples {
  private static final Instant NOW = Instant.EPOCH;
  private static final String ID = "0".repeat(40);

  /** What breaks a body that does not escape it. */
  private static final String WORD = "a \"quoted\" <word> & \\ more\n";

  private static final Signature PERSON = new Signature(WORD, WORD, NOW.atOffset(ZoneOffset.UTC));
  private static final PushCertificate CERTIFICATE = new PushCertificate("G", WORD, WORD, WORD);

  private TemplateSamples() {}

  /** Every name that an event's JSON has anywhere. */
  static Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    for (EventType type : EventType.values()) {
      JsonNode json = new JsonMapper().readTree(new RepohookFormat().render(event(type)).bytes());
      collect(json, words);
    }
    collect(
        new JsonMapper().readTree(new RepohookFormat().render(event(summary())).bytes()), words);
    return words;
  }

  private static void collect(JsonNode node, Set<String> words) {
    node.properties()
        .forEach(
            each -> {
              words.add(each.getKey());
              collect(each.getValue(), words);
            });
    if (node.isArray()) {
      node.forEach(each -> collect(each, words));
    }
  }

  /** An event of each type that a subscription names, as far as it names them one by one. */
  static List<Event> asked(Section subscription) {
    List<String> names =
        subscription.has("events")
            ? subscription.texts("events")
            : List.of("git.push", "git.tag"); // Of those that it gets by default.
    List<Event> asked = new ArrayList<>();
    for (EventType type : EventType.values()) {
      if (type == EventType.PING || names.contains(type.wireName())) {
        asked.add(event(type));
      }
    }
    return asked;
  }

  private static Event event(EventType type) {
    return event(data(type));
  }

  private static Event event(EventData data) {
    return new Event(
        EventId.event(data.type().wireName()),
        NOW,
        Repository.git("earthmover/ocean"),
        new Actor(WORD, WORD, WORD),
        data);
  }

  private static EventData data(EventType type) {
    return switch (type) {
      case GIT_PUSH -> push();
      case GIT_TAG -> tag();
      case GIT_COMMIT -> new CommitAdded("refs/heads/main", commit(), null, List.of(), false);
      case ARTIFACT_UPLOADED -> file(FileChange.CREATED);
      case ARTIFACT_DOWNLOADED -> file(FileChange.DOWNLOADED);
      case ARTIFACT_DELETED -> file(FileChange.DELETED);
      case ARTIFACT_DEPLOYED ->
          new Deployment(coordinates(), List.of(artifact(FileChange.CREATED)), true);
      case JOB_STARTED, JOB_SUCCEEDED, JOB_FAILED, JOB_SKIPPED ->
          new Job(type, WORD, WORD, NOW, NOW, 1, WORD, WORD, WORD, true, Job.NO_DETAILS);
      case PING -> new Ping(WORD, Map.of());
      case SUBSCRIPTION_FAILING, SUBSCRIPTION_DISABLED ->
          new EndpointTrouble(type, WORD, NOW, WORD);
    };
  }

  private static Push push() {
    return new Push(
        "refs/heads/main",
        Change.UPDATED,
        ID,
        ID,
        List.of(commit(), commit()),
        2,
        2,
        0,
        false,
        WORD,
        List.of(WORD, WORD),
        CERTIFICATE,
        false);
  }

  private static Tag tag() {
    return new Tag(
        "refs/tags/v1",
        Change.CREATED,
        ID,
        ID,
        ID,
        PERSON,
        WORD,
        1,
        WORD,
        List.of(WORD),
        CERTIFICATE,
        false);
  }

  private static Commit commit() {
    List<String> two = Stream.of(WORD, WORD).toList();
    return new Commit(ID, ID, true, WORD, 1, PERSON, PERSON, List.of(ID), two, two, two, 6);
  }

  private static CommitAdded summary() {
    CommitAdded.Part part = new CommitAdded.Part("refs/heads/main", ID, ID, 1);
    return new CommitAdded(
        "refs/heads/main", null, new CommitAdded.Summary(1, List.of(part)), List.of(), false);
  }

  private static FileEvent file(FileChange change) {
    return new FileEvent(
        artifact(change), coordinates(), Map.of("sha1", ID), WORD, List.of(WORD, WORD));
  }

  private static ArtifactFile artifact(FileChange change) {
    return new ArtifactFile(WORD, WORD, WORD, 1L, change);
  }

  private static Coordinates coordinates() {
    return new Coordinates(WORD, WORD, WORD, WORD);
  }
}
