package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The path that the target of a request leads to, as servers resolve it: without host and query,
 * percent-encoding decoded, dots resolved, slashes merged.
 */
final class UrlPath {
  /** Linux's PATH_MAX; no server has stored a file of a longer one. */
  private static final int LONGEST = 4096;

  /** Stands for bytes that are no UTF-8 and were not encoded either: nobody can say which. */
  private static final char NO_TEXT = '\uFFFD';

  private UrlPath() {}

  /**
   * The path, from its first slash; empty when it leads out of the root, has a character that is in
   * no file's name, or is too long. A byte that is no UTF-8 stays as {@code %XX}.
   */
  static Optional<String> of(String target) {
    String path = target;
    if (!path.startsWith("/")) {
      int host = path.indexOf("://");
      int slash = host < 0 ? -1 : path.indexOf('/', host + 3);
      if (slash < 0) {
        return Optional.empty();
      }
      path = path.substring(slash);
    }
    path = before('#', before('?', path));
    if (path.length() > 3 * LONGEST || path.indexOf(NO_TEXT) >= 0) {
      return Optional.empty();
    }
    return decoded(path).filter(each -> each.length() <= LONGEST).flatMap(UrlPath::resolved);
  }

  private static String before(char end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private static Optional<String> decoded(String path) {
    byte[] bytes = path.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i];
      if (b == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
        if (low < 0) {
          return Optional.empty(); // A server answers 400.
        }
        b = high << 4 | low;
        i += 2;
      }
      if ((b >= 0 && b < ' ') || b == 0x7f) {
        return Optional.empty();
      }
      out.write(b);
    }
    return Optional.of(text(out.toByteArray()));
  }

  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // Latin letters of an old client; what cannot be said is left as it was asked for.
      StringBuilder text = new StringBuilder();
      for (char each : new String(bytes, ISO_8859_1).toCharArray()) {
        text.append(each < 0x80 ? String.valueOf(each) : "%%%02X".formatted((int) each));
      }
      return text.toString();
    }
  }

  private static Optional<String> resolved(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    boolean folder = Arrays.stream(new String[] {"/", "/.", "/.."}).anyMatch(path::endsWith);
    String end = folder && !parts.isEmpty() ? "/" : "";
    return Optional.of("/" + String.join("/", parts) + end);
  }
}
