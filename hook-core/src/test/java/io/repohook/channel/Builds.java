package io.repohook.channel;

import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.FileChange;
import io.repohook.event.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds to be told. */
public final class Builds {
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  public static final Actor CI = new Actor("ci", null, "192.0.2.9");

  private Builds() {}

  /** One with a parent, and modules of two files each; the last one may have stopped half-way. */
  public static Build of(boolean complete, String... modules) {
    List<Deployment> deploys = new ArrayList<>();
    deploys.add(deployment("fleet", "3.0", null, true, 1801L));
    for (int i = 0; i < modules.length; i++) {
      boolean whole = complete || i < modules.length - 1;
      deploys.add(deployment(modules[i], "3.0", null, whole, 2239L, 702L));
    }
    return of(CI, 0, deploys);
  }

  /**
   * One of these deploys.
   *
   * @param more so many are not listed; each the last one again
   */
  public static Build of(Actor actor, int more, List<Deployment> deploys) {
    BuildSum.Tally tally = new BuildSum.Tally();
    deploys.forEach(tally::add);
    for (int i = 0; i < more; i++) {
      tally.add(deploys.get(deploys.size() - 1));
    }
    return new Build(
        "dlv_00112233445566778899aabbccddeeff",
        Repository.artifact("releases"),
        actor,
        NOON,
        NOON.plusSeconds(90),
        tally.sum(),
        deploys.stream().map(each -> event(actor, each)).toList());
  }

  /** A deploy of files of these sizes. */
  public static Deployment deployment(
      String artifact,
      String version,
      @Nullable String snapshot,
      boolean complete,
      @Nullable Long... sizes) {
    List<ArtifactFile> files = new ArrayList<>();
    for (Long size : sizes) {
      String extension = files.isEmpty() ? "pom" : "jar";
      String path = "com/example/%1$s/%2$s/%1$s-%2$s.%3$s".formatted(artifact, version, extension);
      files.add(new ArtifactFile(path, null, extension, size, FileChange.CREATED));
    }
    return new Deployment(
        new Coordinates("com.example", artifact, version, snapshot), files, complete);
  }

  private static Event event(Actor actor, Deployment deployment) {
    return new Event(
        EventId.event(deployment.toString()),
        NOON,
        Repository.artifact("releases"),
        actor,
        deployment);
  }
}
