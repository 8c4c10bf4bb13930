package io.repohook.artifact.deploy;

import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A deploy that may not be finished.
 *
 * @param cause what its event's id is derived from: where its first file stands
 * @param client who deploys: the account, or without one the address
 * @param files in the order in which they came
 * @param last when something of it came last
 * @param turn counts up with whatever comes of any deploy: a log's times are too coarse to tell
 * @param listed whether the component's list of versions came after its files
 */
record OpenDeploy(
    String cause,
    String client,
    Actor actor,
    Coordinates coordinates,
    List<ArtifactFile> files,
    Instant last,
    long turn,
    boolean listed) {

  OpenDeploy {
    files = List.copyOf(files);
  }

  /** What makes files one deploy; two deploys of it follow each other. */
  static String key(String client, Coordinates coordinates) {
    String snapshot = coordinates.snapshotVersion();
    return coordinates + " " + (snapshot == null ? "" : snapshot) + " " + client;
  }

  String key() {
    return key(client, coordinates);
  }

  /** With another file; one that was sent again takes the place of the one before. */
  OpenDeploy with(ArtifactFile file, Instant at) {
    List<ArtifactFile> all = new ArrayList<>(files);
    all.removeIf(each -> each.path().equals(file.path()));
    all.add(file);
    return new OpenDeploy(cause, client, actor, coordinates, all, at, turn, listed);
  }

  OpenDeploy listed(Instant at) {
    return new OpenDeploy(cause, client, actor, coordinates, files, at, turn, true);
  }

  OpenDeploy inTurn(long next) {
    return new OpenDeploy(cause, client, actor, coordinates, files, last, next, listed);
  }

  boolean isOf(String group, String artifact) {
    return coordinates.group().equals(group) && coordinates.artifact().equals(artifact);
  }
}
