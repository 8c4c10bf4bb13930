package io.repohook.channel.http;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Excerpt;
import io.repohook.channel.Mask;
import io.repohook.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes a channel's attempts at its URL: each is one request, with its time, its outcome, and what
 * was answered, without the secrets. Immutable and thread-safe.
 */
public final class Posting {
  private final HttpPost post;
  private final Mask mask;
  private final Function<Answer, Outcome> outcomes;

  /**
   * @param mask hides the channel's secrets
   * @param outcomes what an answer means to the channel
   */
  public Posting(HttpPost post, Mask mask, Function<Answer, Outcome> outcomes) {
    this.post = post;
    this.mask = mask;
    this.outcomes = outcomes;
  }

  /** Sends the body with its own headers and these; never throws for what the other end does. */
  public Attempt attempt(Body body, Map<String, String> headers, Instant startedAt) {
    long start = System.nanoTime();
    Answer answer = post.send(body, headers);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Integer status = answer instanceof Answer.Status answered ? answered.code() : null;
    return new Attempt(startedAt, took, outcomes.apply(answer), status, detail(answer));
  }

  private String detail(Answer answer) {
    if (answer instanceof Answer.Status status) {
      return Excerpt.of(status.cut() ? mask.applyToCut(status.text()) : mask.apply(status.text()));
    }
    return Excerpt.of(mask.apply(((Answer.None) answer).detail()));
  }
}
