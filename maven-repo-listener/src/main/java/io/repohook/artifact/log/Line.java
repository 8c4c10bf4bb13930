package io.repohook.artifact.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a line of an access log says. */
public sealed interface Line {

  /**
   * A request that is of interest.
   *
   * @param time when it ended, as the server wrote it
   * @param address the client's; null when the line tells none
   * @param user null when nobody was logged in
   * @param path within the repository, decoded, without a slash at its beginning; {@code /} for all
   *     of the repository
   * @param received bytes of the request's body; null when unknown
   * @param sent bytes of the answer; null when unknown
   * @param range what part the client asked for, such as {@code bytes=100-}; null when unknown
   * @param transfer whether the answer reached the client
   * @param destination of a move or copy, the path in the repository; null when unknown or
   *     elsewhere
   */
  record Request(
      Instant time,
      @Nullable String address,
      @Nullable String user,
      Method method,
      String path,
      int status,
      @Nullable Long received,
      @Nullable Long sent,
      @Nullable String range,
      Transfer transfer,
      @Nullable String agent,
      @Nullable String destination)
      implements Line {

    /**
     * Whether the server did what was asked. Of a folder, 207 says that it did not do all of it
     * (RFC 4918, 9.6.1, 9.8.8, 9.9.4); the rest is in the answer's body alone.
     */
    public boolean succeeded() {
      return status / 100 == 2 && status != 207;
    }
  }

  /** What was asked for; other methods change no file and read none. */
  enum Method {
    GET,
    PUT,
    DELETE,
    MOVE,
    COPY;

    /** Whether it has a destination. */
    boolean carries() {
      return this == MOVE || this == COPY;
    }
  }

  /** Whether all of the answer was sent. */
  enum Transfer {
    COMPLETE,
    ABORTED,
    UNKNOWN
  }

  /** A line that tells no request. */
  enum Other implements Line {
    /** It is about something else. */
    IRRELEVANT,
    /** It is not of the log's format, or may be read in more than one way. */
    GARBAGE
  }
}
