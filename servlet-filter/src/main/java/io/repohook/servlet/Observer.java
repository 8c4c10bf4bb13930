package io.repohook.servlet;

import io.repohook.event.EventType;
import io.repohook.spool.ArtifactRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are looked at and hands on what is to be told of them.
 *
 * <p>Nothing here throws, blocks, or reads a disk in a request's thread: a wrong configuration or a
 * fault of ours is told in the host's log, and the host goes on. Thread-safe; whoever opened it
 * closes it.
 */
public final class Observer implements AutoCloseable {
  private static final System.Logger log = System.getLogger("io.repohook.servlet");

  private static final Set<EventType> BY_GET = EnumSet.of(EventType.ARTIFACT_DOWNLOADED);
  private static final Set<EventType> BY_DELETE = EnumSet.of(EventType.ARTIFACT_DELETED);
  private static final Set<EventType> BY_PUT =
      EnumSet.of(EventType.ARTIFACT_UPLOADED, EventType.ARTIFACT_DEPLOYED);
  private static final Set<EventType> BY_MOVE =
      EnumSet.of(
          EventType.ARTIFACT_UPLOADED, EventType.ARTIFACT_DEPLOYED, EventType.ARTIFACT_DELETED);

  private final @Nullable FilterSettings settings;
  private final @Nullable Recorder recorder;
  private final AtomicBoolean faultTold = new AtomicBoolean();

  private Observer(@Nullable FilterSettings settings, @Nullable Recorder recorder) {
    this.settings = settings;
    this.recorder = recorder;
  }

  /**
   * Begins to work; with a wrong configuration it says so in the log and looks at nothing.
   *
   * @param parameters the filter's init-params
   */
  public static Observer open(Map<String, String> parameters) {
    try {
      FilterSettings settings = FilterSettings.read(parameters);
      return new Observer(settings, Recorder.open(settings.spool()));
    } catch (WrongSettingsException e) {
      log.log(System.Logger.Level.ERROR, "repohook: nothing is recorded: " + e.getMessage());
      return new Observer(null, null);
    } catch (RuntimeException | Error e) {
      // Such as no memory for a thread: the application starts all the same.
      log.log(System.Logger.Level.ERROR, "repohook: nothing is recorded", e);
      return new Observer(null, null);
    }
  }

  /**
   * What is to be watched of a request; null when it is of no interest.
   *
   * @param path of the server, as the container resolved it
   * @param asked is asked only if it is of interest
   */
  public @Nullable Exchange begin(String method, String path, Supplier<Exchange.Asked> asked) {
    if (settings == null || recorder == null) {
      return null;
    }
    Set<EventType> types = types(method);
    FilterSettings.Place place = types.isEmpty() ? null : settings.place(path).orElse(null);
    if (place == null || !recorder.wanted().any(place.repository(), types)) {
      return null;
    }
    String within = path.substring(place.prefix().length());
    return ArtifactRequest.isPath(within) ? new Exchange(place, method, within, asked.get()) : null;
  }

  /** Whether requests of that method may be of interest. */
  public static boolean mayConcern(String method) {
    return ArtifactRequest.METHODS.contains(method);
  }

  private static Set<EventType> types(String method) {
    return switch (method) {
      case "GET" -> BY_GET;
      case "PUT", "COPY" -> BY_PUT;
      case "DELETE" -> BY_DELETE;
      case "MOVE" -> BY_MOVE;
      default -> Set.of();
    };
  }

  /** The user that a header of Basic authentication names, where the configuration believes it. */
  public @Nullable String user(@Nullable String container, @Nullable String authorization) {
    boolean basic = container == null && settings != null && settings.basicUsers();
    return basic ? BasicUser.of(authorization) : container;
  }

  /** The request is answered, and the answer handed to the container. */
  public void end(Exchange exchange, int status) {
    if (recorder != null) {
      exchange
          .end(Instant.now(), status)
          .ifPresent(request -> recorder.record(exchange.place(), request));
    }
  }

  /** Something of ours went wrong: told once, as it may happen with each request. */
  public void fault(Throwable fault) {
    if (!faultTold.getAndSet(true)) {
      log.log(
          System.Logger.Level.ERROR,
          "repohook: a request was not recorded; more of this is not told again",
          fault);
    }
  }

  @Override
  public void close() {
    if (recorder != null) {
      recorder.close();
    }
  }
}
