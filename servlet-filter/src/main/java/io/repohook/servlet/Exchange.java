package io.repohook.servlet;

import io.repohook.spool.ArtifactRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of interest on its way through the container, and what is counted of it.
 *
 * <p>The container lets one thread at a time work on a request.
 */
public final class Exchange {
  private static final long UNKNOWN = -1;

  /** Longer ones are no browser's or build tool's. */
  private static final int MOST_TEXT = 1000;

  private final FilterSettings.Place place;
  private final String method;
  private final String path;
  private final Asked asked;

  private long received;
  private boolean bodyOpened;
  private long sent;
  private boolean textWritten;
  private long announced = UNKNOWN;
  private boolean failed;

  /**
   * What the client said.
   *
   * @param length of the request's body in bytes, negative when the client told none
   */
  public record Asked(
      long length,
      @Nullable String user,
      @Nullable String address,
      @Nullable String agent,
      @Nullable String range,
      @Nullable String destination) {}

  Exchange(FilterSettings.Place place, String method, String path, Asked asked) {
    this.place = place;
    this.method = method;
    this.path = path;
    this.asked = asked;
  }

  /** The host reads the request's body as bytes. */
  public void bodyOpened() {
    bodyOpened = true;
  }

  /** It has read so many more of them; a negative number is the end. */
  public void received(long bytes) {
    received += Math.max(0, bytes);
  }

  /** It has written so many more bytes of the answer. */
  public void sent(long bytes) {
    sent += bytes;
  }

  /** It writes the answer as text: how many bytes that are only the container knows. */
  public void textWritten() {
    textWritten = true;
  }

  /** It announces an answer of so many bytes. */
  public void announced(long length) {
    announced = length;
  }

  /** What it wrote is dropped, and it begins anew. */
  public void reset() {
    sent = 0;
    textWritten = false;
  }

  /** Client or host have broken off. */
  public void failed() {
    failed = true;
  }

  FilterSettings.Place place() {
    return place;
  }

  boolean isDownload() {
    return method.equals("GET");
  }

  /**
   * What is to be told of it; empty when it had no success or was cut off.
   *
   * @param user whom the container knows by now
   */
  Optional<ArtifactRequest> end(Instant now, int status, @Nullable String user) {
    if (failed || status / 100 != 2 || (isDownload() ? answerCut() : bodyCut())) {
      return Optional.empty();
    }
    return Optional.of(
        new ArtifactRequest(
            now,
            method,
            path,
            status,
            isDownload() || !bodyOpened ? announcedBody() : Long.valueOf(received),
            textWritten ? null : Long.valueOf(sent),
            shortened(asked.range()),
            shortened(user == null ? asked.user() : user),
            shortened(asked.address()),
            shortened(asked.agent()),
            asked.destination()));
  }

  private @Nullable Long announcedBody() {
    return asked.length() < 0 ? null : Long.valueOf(asked.length());
  }

  private boolean answerCut() {
    return !textWritten && announced != UNKNOWN && sent < announced;
  }

  private boolean bodyCut() {
    return bodyOpened && asked.length() >= 0 && received < asked.length();
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
  }
}
