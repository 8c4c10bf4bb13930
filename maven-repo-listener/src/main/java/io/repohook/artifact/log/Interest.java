package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are of interest: those below a path, and reading ones only if somebody wants to
 * hear of downloads.
 */
public final class Interest {
  /** An event is written, a download that is only counted is added up: about so much dearer. */
  private static final int EVENT = 40;

  private final String prefix;
  private final byte[] bytes;
  private final boolean downloads;
  private final boolean counted;

  /**
   * @param prefix begins and ends with a slash
   * @param counted whether downloads are only counted
   */
  public Interest(String prefix, boolean downloads, boolean counted) {
    this.counted = counted;
    this.prefix = prefix;
    this.bytes = prefix.getBytes(UTF_8);
    this.downloads = downloads;
  }

  /**
   * A part of a server, as {@link #path} compares requests with it.
   *
   * @param written as in a URL
   * @return decoded, with a slash at both ends; empty when no request leads there
   */
  public static Optional<String> prefix(String written) {
    return UrlPath.of(written).map(path -> path.endsWith("/") ? path : path + "/");
  }

  /**
   * The method of that name, if requests of it are of interest.
   *
   * @param to after its last byte
   */
  Line.@Nullable Method method(byte[] line, int from, int to) {
    return switch (line[from]) {
      case 'G' -> downloads && is("GET", line, from, to) ? Line.Method.GET : null;
      case 'P' -> is("PUT", line, from, to) ? Line.Method.PUT : null;
      case 'D' -> is("DELETE", line, from, to) ? Line.Method.DELETE : null;
      case 'M' -> is("MOVE", line, from, to) ? Line.Method.MOVE : null;
      case 'C' -> is("COPY", line, from, to) ? Line.Method.COPY : null;
      default -> null;
    };
  }

  /** How dear a request is to whoever is told of it; a download that is only counted is 1. */
  int cost(Line.Method method) {
    return counted && method == Line.Method.GET ? 1 : EVENT;
  }

  private static boolean is(String word, byte[] line, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (line[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a target, as the line has it, may lie below the path. Says yes too often, never no when
   * it does: what is encoded, or written in a roundabout way, is for {@link #path} to tell.
   */
  boolean mayConcern(byte[] line, int from, int to) {
    int i = 0;
    while (i < bytes.length && from + i < to && line[from + i] == bytes[i]) {
      i++;
    }
    if (i == bytes.length) {
      return true;
    }
    if (from == to || line[from] != '/') {
      return true; // With a host before the path.
    }
    for (int at = from; at < to; at++) {
      byte b = line[at];
      if (b == '%'
          || b == ';'
          || b == '\\'
          || (b == '/' && at + 1 < to && roundabout(line[at + 1]))) {
        return true;
      }
    }
    return false;
  }

  private static boolean roundabout(byte afterSlash) {
    return afterSlash == '/' || afterSlash == '.';
  }

  /**
   * The path within the repository that a target names, {@code /} for all of it; empty when it is
   * elsewhere.
   */
  public Optional<String> path(String target) {
    return UrlPath.of(target)
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.length() > prefix.length() ? path.substring(prefix.length()) : "/");
  }
}
