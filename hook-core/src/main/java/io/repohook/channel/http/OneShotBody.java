package io.repohook.channel.http;

import io.repohook.channel.Body;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * The bytes of a request, which OkHttp may write once only: else it sends the request again by
 * itself after 408, 421 and 503 with {@code Retry-After: 0}.
 */
final class OneShotBody extends RequestBody {
  private final Body body;

  OneShotBody(Body body) {
    this.body = body;
  }

  @Override
  public MediaType contentType() {
    return MediaType.get(body.contentType());
  }

  @Override
  public long contentLength() {
    return body.bytes().length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(body.bytes());
  }
}
