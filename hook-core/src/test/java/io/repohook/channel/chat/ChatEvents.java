package io.repohook.channel.chat;

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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events such as chats are told of. */
public final class ChatEvents {
  static final String BEFORE = "95790bf891e76fee5e1747ab589903a6a1f80f22";
  static final String AFTER = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";

  /** What is worst for a chat: its own marks, those of others, and what turns or hides text. */
  public static final String HOSTILE =
      "<!channel> <!here|x> <@U024BE7LH> @channel &amp; ``` *b* [x](https://evil.example) `"
          + "\u202Etxt.exe\u202C \u2066x\u2069 \u200B\u0007\u001B[31m|> \uD800 \r\n<!everyone>";

  private ChatEvents() {}

  public static Event event(EventData data) {
    return event(new Actor("alice", null, "192.0.2.7"), data);
  }

  static Event event(Actor actor, EventData data) {
    Repository repository =
        data instanceof FileEvent || data instanceof Deployment
            ? Repository.artifact("releases")
            : data instanceof Job
                ? Repository.job("warehouse/sales")
                : Repository.git("earthmover/ocean");
    return new Event(
        EventId.event(data.toString()),
        Instant.parse("2026-11-22T10:00:00Z"),
        repository,
        actor,
        data);
  }

  public static Commit commit(String id, String message, String author) {
    Signature signature =
        new Signature(
            author, "mail@example.com", OffsetDateTime.parse("2026-11-22T10:59:59+01:00"));
    return new Commit(
        id,
        AFTER,
        true,
        message,
        message.codePointCount(0, message.length()),
        signature,
        signature,
        List.of(BEFORE),
        List.of(),
        List.of(),
        List.of("README.md"),
        1);
  }

  /** So many commits, of which an event lists the last 2,048. */
  static List<Commit> commits(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> commit("%07x%033x".formatted(i, i), "Step " + i, "Bob"))
        .toList();
  }

  public static Push push(String ref, Change change, List<Commit> commits, int added) {
    return push(ref, change, commits, added, added, 0, null, false);
  }

  static Push push(
      String ref,
      Change change,
      List<Commit> commits,
      int added,
      int isNew,
      int discarded,
      @Nullable String unlisted,
      boolean reconciled) {
    return new Push(
        ref,
        change,
        BEFORE,
        AFTER,
        commits,
        added,
        isNew,
        discarded,
        commits.size() < added,
        unlisted,
        List.of(),
        null,
        reconciled);
  }

  public static Push push(int commits) {
    return push("refs/heads/main", Change.UPDATED, commits(commits), commits);
  }

  static Tag tag(Change change, @Nullable String commit, @Nullable String message) {
    return new Tag(
        "refs/tags/v1.0",
        change,
        BEFORE,
        AFTER,
        commit,
        null,
        message,
        message == null ? null : message.length(),
        null,
        List.of(),
        null,
        false);
  }

  public static CommitAdded added(Commit commit) {
    return new CommitAdded("refs/heads/main", commit, null, List.of(), false);
  }

  static ArtifactFile file(FileChange change) {
    return new ArtifactFile("com/example/rocket/1.0/rocket-1.0.jar", null, "jar", 2239L, change);
  }

  static Coordinates coordinates() {
    return new Coordinates("com.example", "rocket", "1.0", null);
  }

  static FileEvent fileEvent(FileChange change) {
    return new FileEvent(file(change), coordinates(), Map.of(), null, List.of());
  }

  /** The run of Arch's own sample, seed by seed. */
  static Job archJob(EventType type, String details) {
    return new Job(
        type,
        "salesforce",
        "sync-7yq5xvmvb1xtq5g7k6aw",
        Instant.parse("2024-11-11T10:00:34Z"),
        Instant.parse("2024-11-11T10:11:19.123Z"),
        type == EventType.JOB_FAILED ? Integer.valueOf(1) : null,
        null,
        null,
        type == EventType.JOB_FAILED ? "one\ntwo ``` & <b>\n\n" : null,
        false,
        details);
  }

  /** Whatever a chat may be told, with a text in all that others write. */
  public static Stream<Event> all(String text) {
    Actor actor = new Actor(text, null, null);
    Commit commit = commit(AFTER, text, text);
    return Stream.<EventData>of(
            push(text, Change.FORCED, Collections.nCopies(60, commit), 70, 3, 5, null, true),
            push(text, Change.CREATED, List.of(), 0, 0, 0, text, false),
            tag(Change.MOVED, null, text),
            new CommitAdded(text, commit, null, List.of(), false),
            new CommitAdded(
                text,
                null,
                new CommitAdded.Summary(
                    90, Collections.nCopies(30, new CommitAdded.Part(text, BEFORE, AFTER, 3))),
                List.of(),
                false),
            new FileEvent(
                new ArtifactFile(text, null, null, 1L, FileChange.DELETED),
                new Coordinates(text, text, text, null),
                Map.of(),
                text,
                Collections.nCopies(30, text)),
            new Deployment(
                new Coordinates(text, text, text, null),
                Collections.nCopies(30, new ArtifactFile(text, text, text, 1L, FileChange.CREATED)),
                false),
            new Job(
                EventType.JOB_FAILED,
                text,
                text,
                null,
                null,
                1,
                text,
                text,
                (text + "\n").repeat(30),
                true,
                Job.NO_DETAILS),
            new Ping(text, Map.of()),
            new EndpointTrouble(EventType.SUBSCRIPTION_FAILING, text, Instant.EPOCH, text))
        .map(data -> event(actor, data));
  }
}
