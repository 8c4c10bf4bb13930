package io.repohook.channel.email;

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
import io.repohook.event.Repository;
import io.repohook.event.Signature;
import io.repohook.event.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events to be mailed. */
final class MailEvents {
  private static final OffsetDateTime WHEN = OffsetDateTime.parse("2026-11-22T10:00:00+01:00");
  private static final String ZERO = "0".repeat(40);
  static final String BEFORE = "95790bf891e76fee5e1747ab589903a6a1f80f22";
  static final String AFTER = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";

  private MailEvents() {}

  /** One of each type. */
  static Stream<EventData> all() {
    Coordinates rocket = new Coordinates("com.example", "rocket", "1.0", null);
    ArtifactFile jar =
        new ArtifactFile(
            "com/example/rocket/1.0/rocket-1.0.jar", null, "jar", 2239L, FileChange.CREATED);
    return Stream.of(
        push("refs/heads/main", "Say hello\n\nTo everybody.\n"),
        new CommitAdded("refs/heads/main", commit(alice(), "Say hello\n"), null, List.of(), false),
        new CommitAdded(
            "refs/heads/main",
            null,
            new CommitAdded.Summary(
                5000, List.of(new CommitAdded.Part("refs/heads/main", BEFORE, AFTER, 5000))),
            List.of(),
            false),
        tag("refs/tags/v1.0", "The first release\n"),
        file(jar.path(), FileChange.CREATED),
        file(jar.path(), FileChange.DOWNLOADED),
        file(jar.path(), FileChange.DELETED),
        new Deployment(rocket, List.of(jar), true),
        job(EventType.JOB_STARTED),
        job(EventType.JOB_SUCCEEDED),
        job(EventType.JOB_FAILED),
        job(EventType.JOB_SKIPPED),
        new Ping("people", Map.of("email", "dev@example.com")),
        new EndpointTrouble(
            EventType.SUBSCRIPTION_FAILING, "ci", EmailFixture.NOW, "connection_failed"),
        new EndpointTrouble(EventType.SUBSCRIPTION_DISABLED, "ci", EmailFixture.NOW, "gone"));
  }

  static Signature alice() {
    return signature("Alice", "alice@example.com");
  }

  static Signature signature(String name, String email) {
    return new Signature(name, email, WHEN);
  }

  static Push push(String ref, String message) {
    return push(ref, commit(alice(), message));
  }

  static Push push(String ref, Commit... commits) {
    return new Push(
        ref,
        Change.UPDATED,
        BEFORE,
        AFTER,
        List.of(commits),
        commits.length,
        commits.length,
        0,
        false,
        null,
        List.of(),
        null,
        false);
  }

  static Commit commit(Signature author, String message, String... modified) {
    return new Commit(
        AFTER,
        ZERO,
        true,
        message,
        message.codePointCount(0, message.length()),
        author,
        author,
        List.of(BEFORE),
        List.of(),
        List.of(),
        List.of(modified),
        modified.length);
  }

  static Tag tag(String ref, String message) {
    return new Tag(
        ref,
        Change.CREATED,
        ZERO,
        BEFORE,
        AFTER,
        alice(),
        message,
        message.length(),
        null,
        List.of(),
        null,
        false);
  }

  static FileEvent file(String path, FileChange change) {
    return new FileEvent(
        new ArtifactFile(path, null, "jar", 2239L, change),
        new Coordinates("com.example", "rocket", "1.0", null),
        Map.of("sha1", "a".repeat(40)),
        "Apache-Maven/3.9",
        List.of());
  }

  static Job job(EventType type) {
    return new Job(
        type,
        "nightly",
        "run-1",
        EmailFixture.NOW,
        type == EventType.JOB_STARTED ? null : EmailFixture.NOW.plusSeconds(61),
        type == EventType.JOB_FAILED ? 3 : null,
        null,
        null,
        "compiling\nfailed <here>\n",
        false,
        "{\"tenant\":\"t\"}");
  }

  /** What happened, with an id of its own for each name. */
  static Event event(String name, EventData data) {
    return new Event(
        EventId.event(name),
        EmailFixture.NOW,
        Repository.git("earthmover/ocean"),
        new Actor("alice", null, "192.0.2.7"),
        data);
  }

  /** What a push brought about among other things. */
  static Event pushed(String push, EventData data) {
    Event alone = event(push + data.subject(), data);
    return new Event(
        alone.id(),
        alone.timestamp(),
        alone.repository(),
        alone.actor(),
        data,
        EventId.event(push));
  }

  static Event event(EventData data) {
    return event(data.type() + data.subject(), data);
  }
}
