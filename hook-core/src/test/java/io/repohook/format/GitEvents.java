package io.repohook.format;

import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventId;
import io.repohook.event.Ping;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import io.repohook.event.Signature;
import io.repohook.event.Standing;
import io.repohook.event.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens in a git repository, as formats of forges tell it. */
public final class GitEvents {
  public static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  public static final String ZERO = "0".repeat(40);
  public static final String BEFORE = "95790bf891e76fee5e1747ab589903a6a1f80f22";
  public static final String AFTER = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";
  public static final String TAG = "5b1f0e6e1b2c3d4e5f60718293a4b5c6d7e8f901";
  private static final Signature ALICE =
      new Signature(
          "Alice Ö", "alice@example.com", OffsetDateTime.parse("2026-11-22T10:59:59+01:00"));
  private static final Signature BOB =
      new Signature("Bob", "", OffsetDateTime.parse("2026-11-22T05:30:00-04:30"));

  private GitEvents() {}

  public static Commit commit(String message) {
    return commit(message, List.of("docs/a b.md"));
  }

  public static Commit commit(String message, List<String> added) {
    return new Commit(
        AFTER,
        "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        true,
        message,
        message.codePointCount(0, message.length()),
        ALICE,
        BOB,
        List.of(BEFORE),
        added,
        List.of("old"),
        List.of("README.md"),
        added.size() + 2);
  }

  /** A push to {@code refs/heads/main}. */
  public static Event push(Change change, List<Commit> commits, @Nullable Commit head) {
    return push("refs/heads/main", change, commits, head);
  }

  public static Event push(String ref, Change change, List<Commit> commits, @Nullable Commit head) {
    return event(
        new Push(
            ref,
            change,
            change == Change.CREATED ? ZERO : BEFORE,
            change == Change.DELETED ? ZERO : AFTER,
            commits,
            commits.size(),
            commits.size(),
            0,
            false,
            null,
            List.of(),
            null,
            false,
            new Standing(head, "trunk")));
  }

  /** A push of one commit. */
  public static Event push() {
    Commit commit = commit("Say it: naïve € 😀 <!channel> & \"more\"\n");
    return push(Change.UPDATED, List.of(commit), commit);
  }

  /** An annotated tag {@code v1.0}. */
  public static Event tag(Change change) {
    boolean deleted = change == Change.DELETED;
    return event(
        new Tag(
            "refs/tags/v1.0",
            change,
            change == Change.CREATED ? ZERO : TAG,
            deleted ? ZERO : TAG,
            deleted ? null : AFTER,
            deleted ? null : ALICE,
            deleted ? null : "The first\n",
            deleted ? null : 10,
            null,
            List.of(),
            null,
            false,
            new Standing(deleted ? null : commit("one\n"), "trunk")));
  }

  public static Event ping() {
    return event(new Ping("ci", Map.of("webhook", "https://ci.example.com/hooks/****")));
  }

  /** An event of {@code earthmover/ocean}, by alice. */
  public static Event event(EventData data) {
    return event(Repository.git("earthmover/ocean"), data);
  }

  public static Event event(Repository repository, EventData data) {
    return new Event(
        EventId.event(data.toString()),
        NOW,
        repository,
        new Actor("alice", null, "192.0.2.7"),
        data);
  }
}
