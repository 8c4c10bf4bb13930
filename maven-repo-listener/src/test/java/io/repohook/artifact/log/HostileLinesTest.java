package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clients may ask for, and call themselves, in every format as its server writes it: no line
 * names a file that the request was not about.
 */
class HostileLinesTest {
  private static final Interest RELEASES = new Interest("/releases/", true, false);
  private static final String NONE = "";

  /** How a format looks, with {@code METHOD}, {@code TARGET}, {@code STATUS} and {@code AGENT}. */
  private static final Map<String, String> LINES =
      Map.of(
          "combined",
          "h - - [22/Nov/2026:01:33:24 +0000] \"METHOD TARGET HTTP/1.1\" STATUS 5 \"-\" \"AGENT\"",
          "{address} {-} {user} [{time}] \"{request}\" {status} {sent} in={received}"
              + " to=\"{destination}\" end={completion} \"{agent}\"",
          "h - - [22/Nov/2026:01:33:24 +0000] \"METHOD TARGET HTTP/1.1\" STATUS 5 in=7 to=\"-\""
              + " end=+ \"AGENT\"",
          "nginx-json",
          "{\"msec\":\"1795311204.1\",\"remote\":\"h\",\"user\":\"\",\"method\":\"METHOD\","
              + "\"uri\":\"TARGET\",\"status\":STATUS,\"content_length\":\"7\",\"body_bytes\":5,"
              + "\"completion\":\"OK\",\"ua\":\"AGENT\",\"destination\":\"\"}",
          "nexus",
          "h - - [22/Nov/2026:01:33:24 +0000] \"METHOD TARGET HTTP/1.1\" STATUS 7 5 9 \"AGENT\" [q]",
          "artifactory",
          "2026-11-22T01:33:24.000Z|f|h|ci|METHOD|TARGET|STATUS|7|5|9|AGENT");

  /** Targets, and the files that they name. */
  private static final Map<String, String> TARGETS =
      Map.ofEntries(
          Map.entry("/releases/a.jar", "a.jar"),
          Map.entry("/releases/../private/a.jar", NONE),
          Map.entry("/releases/%2e%2e/private/a.jar", NONE),
          Map.entry("/releases/%2E%2e%2Fprivate%2fa.jar", NONE),
          Map.entry("/releases/..%5c..%5cprivate", "..\\..\\private"),
          Map.entry("/releases/../../releases/a.jar", NONE),
          Map.entry("/private/%2e%2e/releases/a.jar", "a.jar"),
          Map.entry("/releases/%252e%252e/a.jar", "%2e%2e/a.jar"),
          Map.entry("/releases/a%0d%0aPUT%20/releases/b.jar", NONE),
          Map.entry("/releases/a%00.jar", NONE),
          Map.entry("/releases/a%1b[2J.jar", NONE),
          Map.entry("/releases/" + "a".repeat(65_536), NONE),
          Map.entry("/releases/" + "%61".repeat(65_536), NONE),
          Map.entry("/releases/%ff%fe.jar", "%FF%FE.jar"),
          Map.entry("/releases/\u00ff\u00fe.jar", NONE)); // The bytes FF and FE as they are.

  static Stream<Arguments> targets() {
    return LINES.keySet().stream()
        .flatMap(format -> TARGETS.keySet().stream().map(target -> Arguments.of(format, target)));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aTargetNamesTheFileThatTheServerWouldTouchOrNone(String format, String target) {
    Line line = read(format, "PUT", target, "curl");

    assertThat(line instanceof Line.Request request ? request.path() : NONE)
        .isEqualTo(TARGETS.get(target));
  }

  /** What a client calls itself so that the rest of the line looks like another request. */
  private static final List<String> AGENTS =
      List.of(
          "x\" \"PUT /releases/a.jar HTTP/1.1\" 201 5 \"-\" \"x",
          "x\" [q] \"PUT /releases/a.jar HTTP/1.1\" 201 7 5 9 \"x",
          "x\nh - - [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a.jar HTTP/1.1\" 201 5 \"-\" \"x",
          "x|PUT|/releases/a.jar|201|7|5|9|x",
          "x\",\"method\":\"PUT\",\"uri\":\"/releases/a.jar\",\"status\":201,\"ua\":\"x",
          "\\\",\"uri\":\"/releases/a.jar\",\"x\":\"",
          "x\\",
          "\u00ff\u00fe\" 201");

  static Stream<Arguments> agents() {
    return LINES.keySet().stream()
        .flatMap(format -> AGENTS.stream().map(agent -> Arguments.of(format, agent)));
  }

  @ParameterizedTest
  @MethodSource("agents")
  void whatAClientCallsItselfIsNoRequest(String format, String agent) {
    for (String each : asServersWrite(format, agent)) {
      assertThat(read(format, "GET", "/elsewhere/x.jar", each)).isInstanceOf(Line.Other.class);
      Line line = read(format, "DELETE", "/releases/x.jar", each);
      if (line instanceof Line.Request request) {
        assertThat(request.method()).isEqualTo(Line.Method.DELETE);
        assertThat(request.path()).isEqualTo("x.jar");
        assertThat(request.status()).isEqualTo(403);
      }
    }
  }

  /**
   * nginx and httpd escape, each in its way; managers do not, but take no line break in a header.
   */
  private static List<String> asServersWrite(String format, String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return switch (format) {
      case "nginx-json" -> List.of(escaped);
      case "nexus", "artifactory" -> List.of(text.replace("\n", " "));
      default ->
          List.of(
              escaped, text.replace("\\", "\\x5C").replace("\"", "\\x22").replace("\n", "\\x0A"));
    };
  }

  /** The line lies between others, and a character stands for the byte of its number. */
  private static Line read(String format, String method, String target, String agent) {
    String line =
        LINES
            .getOrDefault(format, "")
            .replace("METHOD", method)
            .replace("STATUS", method.equals("PUT") ? "201" : "403")
            .replace("TARGET", target)
            .replace("AGENT", agent);
    byte[] bytes = ("\n" + line + "\n").getBytes(ISO_8859_1);
    LineFormat read = LineFormats.named(format).orElseGet(() -> LineFormats.pattern(format));
    return read.read(bytes, 1, bytes.length - 1, RELEASES);
  }
}
