package io.repohook.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a receiver answers.
 *
 * @param status 0 cuts the connection instead
 * @param after how long it thinks first
 * @param until what it waits for before that
 */
record Answer(
    int status,
    Map<String, String> headers,
    String body,
    Duration after,
    CompletableFuture<Void> until) {
  private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

  static final Answer OK = status(200);
  static final Answer CUT = status(0);

  static Answer status(int status) {
    return new Answer(status, Map.of(), "", Duration.ZERO, NOTHING);
  }

  Answer with(String header, String value) {
    return new Answer(status, Map.of(header, value), body, after, until);
  }

  Answer saying(String text) {
    return new Answer(status, headers, text, after, until);
  }

  Answer after(Duration time) {
    return new Answer(status, headers, body, time, until);
  }

  /** The same, once that is complete. */
  Answer after(CompletableFuture<Void> event) {
    return new Answer(status, headers, body, after, event);
  }
}
