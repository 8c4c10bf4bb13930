package io.repohook.artifact.deploy;

import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.layout.Meaning;
import io.repohook.artifact.log.Found;
import io.repohook.artifact.log.Line;
import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventId;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the requests of one repository into events. One is for one look at the log: what it tells
 * and what it leaves to be kept belong into one transaction.
 *
 * <p>Nothing is told that did not happen: a request that was refused, failed or was cut off is
 * none, and neither is one that asked for a part of a file, or whether there is a newer one.
 */
public final class Telling {
  private final Repository repository;
  private final Layout layout;
  private final boolean newFilesTold;
  private final OpenDeploys deploys;
  private final List<Event> events = new ArrayList<>();

  /**
   * @param newFilesTold see {@link io.repohook.artifact.log.LineFormat#tellsNewFiles}
   * @param state what was kept, by key: of keys that begin with {@link #statePrefix}
   */
  public Telling(
      Repository repository,
      Layout layout,
      boolean newFilesTold,
      Patience patience,
      Map<String, String> state) {
    this.repository = repository;
    this.layout = layout;
    this.newFilesTold = newFilesTold;
    this.deploys = new OpenDeploys(patience, state);
  }

  /** The beginning of the keys of what is kept. */
  public static String statePrefix() {
    return OpenDeploys.prefix();
  }

  /** Tells of a request, and of the deploys that had come to their end before it. */
  public void take(Found found) {
    Line.Request request = found.request();
    closeDue(request.time());
    if (!request.succeeded()) {
      return;
    }
    switch (request.method()) {
      case PUT -> upload(found, request.path(), request.received(), uploaded(request));
      case GET -> download(found);
      case DELETE -> delete(found);
      case MOVE -> {
        delete(found);
        copy(found);
      }
      case COPY -> copy(found);
    }
  }

  /** Tells of the deploys that have come to their end by now. */
  public void closeDue(Instant now) {
    for (OpenDeploy each : deploys.due(now)) {
      events.add(
          new Event(
              EventId.event("deploy", repository.name(), each.cause()),
              each.last(),
              repository,
              each.actor(),
              new Deployment(each.coordinates(), each.files(), each.listed())));
    }
  }

  /** What happened, in order. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** What is to be kept from now on; an empty value for what is to be forgotten. */
  public Map<String, Optional<String>> stateChanges() {
    return deploys.changes();
  }

  private FileChange uploaded(Line.Request request) {
    if (!newFilesTold) {
      return FileChange.UPLOADED;
    }
    return switch (request.status()) {
      case 201 -> FileChange.CREATED;
      case 204 -> FileChange.OVERWRITTEN;
      default -> FileChange.UPLOADED;
    };
  }

  /** Of a folder nothing tells which files come to be: some clients name its new path like one. */
  private void copy(Found found) {
    String destination = found.request().destination();
    if (destination != null && !found.request().path().endsWith("/")) {
      upload(found, destination, null, FileChange.UPLOADED);
    }
  }

  private void upload(Found found, String path, @Nullable Long size, FileChange change) {
    if (path.endsWith("/")) {
      return; // A folder.
    }
    Meaning meaning = layout.read(path);
    if (meaning instanceof Meaning.Artifact artifact) {
      deployed(found, file(found, path, size, change, artifact), artifact.coordinates());
    } else if (meaning instanceof Meaning.VersionList list) {
      Instant time = found.request().time();
      deploys
          .latest(actor(found).client(), list.group(), list.artifact())
          .ifPresent(deploy -> deploys.put(deploy.listed(time)));
    } else if (meaning instanceof Meaning.Plain) {
      file(found, path, size, change, null);
    }
  }

  private void deployed(Found found, ArtifactFile file, Coordinates coordinates) {
    String client = actor(found).client();
    Instant time = found.request().time();
    OpenDeploy deploy =
        deploys
            .find(OpenDeploy.key(client, coordinates))
            .orElseGet(
                () ->
                    new OpenDeploy(
                        found.log() + " " + found.offset(),
                        client,
                        actor(found),
                        coordinates,
                        List.of(),
                        time,
                        0,
                        false));
    deploys.put(deploy.with(file, time));
  }

  private void download(Found found) {
    Line.Request request = found.request();
    if (request.path().endsWith("/") || !Transfers.isDownload(request)) {
      return;
    }
    Meaning meaning = layout.read(request.path());
    if (meaning instanceof Meaning.Artifact artifact) {
      file(found, request.path(), Transfers.size(request), FileChange.DOWNLOADED, artifact);
    } else if (meaning instanceof Meaning.Plain) {
      file(found, request.path(), Transfers.size(request), FileChange.DOWNLOADED, null);
    }
  }

  private void delete(Found found) {
    String path = found.request().path();
    Meaning meaning = layout.read(path);
    if (meaning instanceof Meaning.Artifact artifact) {
      file(found, path, null, FileChange.DELETED, artifact);
    } else if (meaning instanceof Meaning.Version version) {
      ArtifactFile folder = new ArtifactFile(path, null, null, null, FileChange.DELETED);
      file(found, folder, version.coordinates());
    } else if (meaning instanceof Meaning.Plain) {
      file(found, path, null, FileChange.DELETED, null);
    }
  }

  private ArtifactFile file(
      Found found,
      String path,
      @Nullable Long size,
      FileChange change,
      Meaning.@Nullable Artifact meaning) {
    ArtifactFile file =
        new ArtifactFile(
            path,
            meaning == null ? null : meaning.classifier(),
            meaning == null ? null : meaning.extension(),
            size,
            change);
    file(found, file, meaning == null ? null : meaning.coordinates());
    return file;
  }

  private void file(Found found, ArtifactFile file, @Nullable Coordinates coordinates) {
    FileEvent data = new FileEvent(file, coordinates, Map.of(), found.request().agent(), List.of());
    events.add(event(found, data, file.change()));
  }

  private Event event(Found found, EventData data, FileChange change) {
    return new Event(
        EventId.event(
            "log",
            repository.name(),
            found.log(),
            Long.toString(found.offset()),
            change.wireName()),
        found.request().time(),
        repository,
        actor(found),
        data);
  }

  private static Actor actor(Found found) {
    return new Actor(found.request().user(), null, found.request().address());
  }
}
