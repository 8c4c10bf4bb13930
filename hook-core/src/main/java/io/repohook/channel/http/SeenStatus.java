package io.repohook.channel.http;

import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the head of a response as it came, also when the response turns out malformed later, such
 * as a 204 with a body: the status has come, and that is what counts.
 */
final class SeenStatus extends EventListener {
  private volatile @Nullable Response response;

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    this.response = response;
  }

  /** The last head that came; its body is not for reading. Null when none came. */
  @Nullable Response response() {
    return response;
  }
}
