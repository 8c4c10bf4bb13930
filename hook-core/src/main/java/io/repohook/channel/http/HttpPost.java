package io.repohook.channel.http;

import io.repohook.channel.Body;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one URL: one call is one request on the wire, and promises no more. Redirects are not
 * followed, nothing is sent twice, no answer is read beyond its limit. Immutable and thread-safe.
 */
public final class HttpPost {
  private final OkHttpClient client;
  private final HttpUrl url;
  private final InstantSource clock;

  HttpPost(OkHttpClient client, HttpUrl url, InstantSource clock) {
    this.client = client;
    this.url = url;
    this.clock = clock;
  }

  /** Sends the body with its own headers and these; never throws for what the other end does. */
  public Answer send(Body body, Map<String, String> headers) {
    Request.Builder request = new Request.Builder().url(url).post(new OneShotBody(body));
    // Compressed, a short response could stand for an endless one.
    request.header("Accept-Encoding", "identity");
    body.headers().forEach((name, value) -> set(request, name, value));
    headers.forEach((name, value) -> set(request, name, value));
    SeenStatus seen = new SeenStatus();
    Call call = client.newCall(request.tag(SeenStatus.class, seen).build());
    try (Response response = call.execute()) {
      ResponseText text = ResponseText.read(response);
      if (text.cut()) {
        call.cancel(); // Else closing would read on for a while, to save the connection.
      }
      return answer(seen.response(), text).orElseThrow();
    } catch (IOException e) {
      return answer(seen.response(), ResponseText.NONE).orElseGet(() -> Failures.of(e));
    }
  }

  /** OkHttp's own complaint quotes the value, which may be a secret. */
  private static void set(Request.Builder request, String name, String value) {
    try {
      request.header(name, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the header " + name + " has a value that none can have");
    }
  }

  private Optional<Answer> answer(@Nullable Response head, ResponseText text) {
    if (head == null) {
      return Optional.empty();
    }
    Duration retryAfter = RetryAfter.of(head.headers(), clock.instant());
    return Optional.of(new Answer.Status(head.code(), retryAfter, text.text(), text.cut()));
  }
}
