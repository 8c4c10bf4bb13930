package io.repohook.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The text of a response, read up to a limit. A response that breaks off or never ends is cut: its
 * status has come, and that is what counts.
 */
record ResponseText(String text, boolean cut) {
  /** 250 KB, as hosted forges cut: enough for any error page. */
  static final long LIMIT = 250 * 1024;

  /** Of a response whose rest could not be read. */
  static final ResponseText NONE = new ResponseText("", true);

  private static final long CHUNK = 8 * 1024;

  static ResponseText read(Response response) {
    Buffer buffer = new Buffer();
    boolean ended = false;
    try {
      BufferedSource source = response.body().source();
      while (!ended && buffer.size() < LIMIT) {
        ended = source.read(buffer, Math.min(CHUNK, LIMIT - buffer.size())) == -1;
      }
      ended = ended || source.exhausted();
    } catch (IOException e) {
      ended = false;
    }
    return new ResponseText(buffer.readString(charset(response.body().contentType())), !ended);
  }

  private static Charset charset(@Nullable MediaType type) {
    Charset named = type == null ? null : type.charset();
    return named == null ? UTF_8 : named;
  }
}
