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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events of every type, with everything in them and with as little as can be. */
final class SampleEvents {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  static final String ZERO = "0".repeat(40);
  static final String BEFORE = "95790bf891e76fee5e1747ab589903a6a1f80f22";
  static final String AFTER = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";
  static final String TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  static final Signature ALICE =
      new Signature(
          "Alice Ö", "alice@example.com", OffsetDateTime.parse("2026-11-22T10:59:59+01:00"));
  static final Signature BOB =
      new Signature("Bob", "", OffsetDateTime.parse("2026-11-22T05:30:00-04:30"));
  static final PushCertificate CERTIFICATE = new PushCertificate("G", "Alice", "0xA1", "OK");

  private SampleEvents() {}

  static Stream<Event> all() {
    return Stream.of(
            push("fix: naïve € 😀 quoting \"\\/\n\nbody\t\u0000\u001f\u007f\u2028"),
            new Push(
                "refs/notes/x",
                Change.DELETED,
                "a".repeat(64),
                "0".repeat(64),
                List.of(),
                0,
                0,
                3,
                false,
                "the repository cannot be read",
                List.of(),
                new PushCertificate("N", null, null, null),
                false),
            new Tag(
                "refs/tags/v1",
                Change.CREATED,
                ZERO,
                AFTER,
                BEFORE,
                ALICE,
                "v1\n",
                4,
                null,
                List.of("x=y"),
                CERTIFICATE,
                false),
            new Tag(
                "refs/tags/v0",
                Change.DELETED,
                BEFORE,
                ZERO,
                null,
                null,
                null,
                null,
                "gone",
                List.of(),
                null,
                false),
            new CommitAdded(
                "refs/heads/main", push("one").commits().get(0), null, List.of("ci.skip"), true),
            new CommitAdded(
                "refs/heads/main",
                null,
                new CommitAdded.Summary(
                    5_000, List.of(new CommitAdded.Part("refs/heads/main", ZERO, AFTER, 5_000))),
                List.of(),
                false),
            new FileEvent(
                new ArtifactFile(
                    "com/example/rocket/1.0/rocket-1.0-sources.jar",
                    "sources",
                    "jar",
                    2239L,
                    FileChange.CREATED),
                new Coordinates("com.example", "rocket", "1.0", null),
                Map.of("sha1", "da39", "md5", "d41d"),
                "Apache-Maven/3.9.11",
                List.of()),
            new FileEvent(
                new ArtifactFile("raw/", null, null, null, FileChange.DELETED),
                null,
                Map.of(),
                null,
                List.of("raw/a.txt")),
            new FileEvent(
                new ArtifactFile("raw/a.txt", null, null, null, FileChange.DOWNLOADED),
                null,
                Map.of(),
                null,
                List.of()),
            new Deployment(
                new Coordinates("com.example", "rocket", "2.0-SNAPSHOT", "2.0-20261122.013020-1"),
                List.of(
                    new ArtifactFile("a.pom", null, "pom", 5_000_000_000L, FileChange.OVERWRITTEN),
                    new ArtifactFile("a-b.jar", "b", "jar", null, FileChange.UPLOADED)),
                false),
            new Job(
                EventType.JOB_FAILED,
                "load",
                "run-1",
                NOW,
                NOW,
                1,
                "signal",
                "killed",
                "no\n",
                true,
                "{\"tenant\":{\"name\":\"T\"}}"),
            new Job(
                EventType.JOB_STARTED,
                "load",
                "run-1",
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                Job.NO_DETAILS),
            new Ping("ci", Map.of("webhook", "https://ci.example.com", "secret", "1 secret")),
            new EndpointTrouble(EventType.SUBSCRIPTION_FAILING, "ci", NOW, "timeout"),
            new EndpointTrouble(EventType.SUBSCRIPTION_DISABLED, "ci", NOW, "gone"))
        .map(SampleEvents::event);
  }

  static Push push(String message) {
    return new Push(
        "refs/heads/main",
        Change.UPDATED,
        BEFORE,
        AFTER,
        List.of(
            new Commit(
                AFTER,
                TREE,
                true,
                message,
                message.codePointCount(0, message.length()),
                ALICE,
                BOB,
                List.of(BEFORE),
                List.of(),
                List.of(),
                List.of("README.md"),
                1)),
        1,
        1,
        0,
        false,
        null,
        List.of("ci.skip", ""),
        CERTIFICATE,
        false);
  }

  static Event event(EventData data) {
    return new Event(
        EventId.event(data.toString()),
        NOW,
        Repository.git("earthmover/ocean"),
        new Actor("alice", null, "192.0.2.7"),
        data);
  }
}
