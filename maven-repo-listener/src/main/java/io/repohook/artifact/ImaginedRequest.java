package io.repohook.artifact;

import io.repohook.artifact.deploy.Patience;
import io.repohook.artifact.deploy.Telling;
import io.repohook.artifact.layout.Layout;
import io.repohook.artifact.log.Found;
import io.repohook.artifact.log.Line;
import io.repohook.event.Event;
import io.repohook.event.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody made, to ask what would be told of it.
 *
 * @param path within the repository; one that ends with a slash is a folder
 * @param user null for nobody that logged in
 * @param address null when it does not matter
 */
public record ImaginedRequest(
    Kind kind, String path, @Nullable String user, @Nullable String address) {

  /** What it does. */
  public enum Kind {
    UPLOAD(Line.Method.PUT, 201),
    DOWNLOAD(Line.Method.GET, 200),
    DELETE(Line.Method.DELETE, 204);

    private final Line.Method method;
    private final int status;

    Kind(Line.Method method, int status) {
      this.method = method;
      this.status = status;
    }
  }

  /**
   * The events that a server's log with this request would mean: of an upload also the deploy that
   * it would become by itself. None for a file that is told with another, such as a checksum.
   */
  public List<Event> told(Repository repository, Layout layout, Instant now) {
    Telling telling =
        new Telling(repository, layout, true, new Patience(Duration.ZERO, Duration.ZERO), Map.of());
    telling.take(
        new Found(
            "imagined",
            0,
            new Line.Request(
                now,
                address,
                user,
                kind.method,
                path.startsWith("/") ? path.substring(1) : path,
                kind.status,
                null,
                null,
                null,
                Line.Transfer.COMPLETE,
                null,
                null)));
    telling.closeDue(now);
    return telling.events();
  }
}
