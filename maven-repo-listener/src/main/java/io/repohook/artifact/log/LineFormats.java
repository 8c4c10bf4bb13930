package io.repohook.artifact.log;

import io.repohook.artifact.log.PatternFormat.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The formats of access logs, by the names that the configuration uses. */
public final class LineFormats {
  private static final String REQUEST = "[{time}] \"{request}\" {status} {sent}";

  /** nginx and httpd; what an administrator added at the end is passed over. */
  private static final LineFormat COMBINED =
      patterns(
          Writer.WEB_SERVER,
          Stream.of("{word}:{word} {address} - {user} ", "{address} {-} {user} ")
              .flatMap(LineFormats::combined)
              .toArray(String[]::new));

  /** {@code request.log} of Nexus Repository 3. */
  private static final LineFormat NEXUS =
      patterns(
          Writer.NEXUS,
          "{address} {-} {user} [{time}] \"{request}\" {status} {received} {sent} {-}"
              + " \"{agent}\" [{-}]");

  /** JFrog's documentation: artifactory-request.log. */
  private static final LineFormat ARTIFACTORY =
      patterns(
          Writer.ARTIFACTORY,
          "{time}|{-}|{address}|{user}|{method}|{target}|{status}|{received}|{sent}|{-}|{agent}");

  private static final Map<String, LineFormat> NAMED =
      Map.of(
          "combined", COMBINED,
          "nginx-json", new JsonFormat(),
          "nexus", NEXUS,
          "artifactory", ARTIFACTORY);

  private LineFormats() {}

  /** Their names, sorted. */
  public static List<String> names() {
    return NAMED.keySet().stream().sorted().toList();
  }

  /** The format of that name. */
  public static Optional<LineFormat> named(String name) {
    return Optional.ofNullable(NAMED.get(name));
  }

  /**
   * The format of an administrator's own pattern, whose server escapes as nginx and httpd do.
   *
   * @throws IllegalArgumentException when it is none; the message says what would be right
   */
  public static LineFormat pattern(String written) {
    return patterns(Writer.WEB_SERVER, written);
  }

  /** Debian's httpd writes name and port first for a host that says nothing of its log. */
  private static Stream<String> combined(String client) {
    String common = client + REQUEST;
    return Stream.of(common + " \"{-}\" \"{agent}\"", common + " \"{-}\" \"{agent}\" {-}", common);
  }

  private static LineFormat patterns(Writer writer, String... written) {
    Function<String, LinePattern> parse = LinePattern::parse;
    return new PatternFormat(Stream.of(written).map(parse).toList(), writer);
  }
}
