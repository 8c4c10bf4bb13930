package io.repohook.acceptance;

import java.time.Duration;
import java.util.Map;

/**
 * What a receiver answers.
 *
 * @param status 0 cuts the connection instead
 * @param after how long it thinks first
 */
record Answer(int status, Map<String, String> headers, String body, Duration after) {
  static final Answer OK = status(200);
  static final Answer CUT = status(0);

  static Answer status(int status) {
    return new Answer(status, Map.of(), "", Duration.ZERO);
  }

  Answer with(String header, String value) {
    return new Answer(status, Map.of(header, value), body, after);
  }

  Answer saying(String text) {
    return new Answer(status, headers, text, after);
  }

  Answer after(Duration time) {
    return new Answer(status, headers, body, time);
  }
}
