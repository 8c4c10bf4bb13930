package io.repohook.servlet;

import io.repohook.spool.ArtifactRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of interest on its way through the container, and what is counted of it.
 *
 * <p>The container lets one thread at a time work on a request, and one see what another left.
 */
public final class Exchange {
  private static final long UNKNOWN = -1;

  private final FilterSettings.Place place;
  private final String method;
  private final String path;
  private final Asked asked;

  private long received;
  private boolean bodyOpened;
  private long sent;
  private boolean elsewhere;
  private long announced = UNKNOWN;
  private boolean failed;
  private boolean ended;
  private @Nullable String user;

  /**
   * What the client said.
   *
   * @param length of the request's body in bytes, negative when the client told none
   * @param part whether the body is a part of the file, as {@code Content-Range} says
   */
  public record Asked(
      long length,
      boolean part,
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
    this.user = asked.user();
  }

  /** Whom the container knows by now; null when that is nobody, and who was known stays so. */
  public void user(@Nullable String known) {
    user = known == null ? user : known;
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

  /** It writes the answer as text, or past us: how many bytes that are only the container knows. */
  public void answeredElsewhere() {
    elsewhere = true;
  }

  /** It announces an answer of so many bytes; a negative number takes that back. */
  public void announced(long length) {
    announced = length;
  }

  /** What it wrote is dropped, and it begins anew. */
  public void dropped() {
    sent = 0;
    elsewhere = false;
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

  /** What is to be told of it; empty when it had no success, was cut off, or has been told. */
  Optional<ArtifactRequest> end(Instant now, int status) {
    boolean again = ended;
    ended = true;
    if (again || failed || status / 100 != 2 || (isDownload() ? answerCut() : bodyCut())) {
      return Optional.empty();
    }
    return Optional.of(
        new ArtifactRequest(
            now,
            method,
            path,
            status,
            body(),
            elsewhere ? null : Long.valueOf(sent),
            shortened(asked.range()),
            shortened(user),
            shortened(asked.address()),
            shortened(asked.agent()),
            destination()));
  }

  /** How large what the client sent is; null when that is unknown, or not the file's size. */
  private @Nullable Long body() {
    long length = isDownload() || !bodyOpened ? asked.length() : received;
    return length < 0 || asked.part() ? null : Long.valueOf(length);
  }

  private boolean answerCut() {
    return !elsewhere && sent < announced;
  }

  private boolean bodyCut() {
    return bodyOpened && asked.length() >= 0 && received < asked.length();
  }

  private @Nullable String destination() {
    String destination = asked.destination();
    return destination == null || destination.length() > ArtifactRequest.LONGEST_DESTINATION
        ? null
        : destination;
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= ArtifactRequest.MOST_TEXT
        ? text
        : text.substring(0, ArtifactRequest.MOST_TEXT);
  }
}
