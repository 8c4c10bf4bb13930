package io.repohook.channel.http;

import io.repohook.channel.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one request. */
public sealed interface Answer {

  /**
   * The other end answered with a status, whatever became of the rest of its response.
   *
   * @param retryAfter how long the other end asked us to wait, never negative; null without such a
   *     request
   * @param text what the response holds, as it came: cut, and perhaps quoting our secrets
   * @param cut whether the response was longer than {@code text}
   */
  record Status(int code, @Nullable Duration retryAfter, String text, boolean cut)
      implements Answer {}

  /**
   * There was no answer.
   *
   * @param detail a line that says what happened; it may quote the host
   */
  record None(Reason reason, String detail) implements Answer {}
}
