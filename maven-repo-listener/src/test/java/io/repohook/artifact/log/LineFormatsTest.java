package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineFormatsTest {
  private static final Interest RELEASES = new Interest("/releases/", true, false);
  private static final Instant TIME = Instant.parse("2026-11-22T01:33:24Z");

  @Test
  void combinedTellsWhoDidWhat() {
    assertThat(
            read(
                "combined",
                "192.0.2.7 - ci [22/Nov/2026:02:33:24 +0100] \"PUT /releases/a.jar HTTP/1.1\" 201"
                    + " 25 \"-\" \"Apache-Maven/3.8.7 (Java 17)\""))
        .isEqualTo(
            new Line.Request(
                TIME,
                "192.0.2.7",
                "ci",
                Line.Method.PUT,
                "a.jar",
                201,
                null,
                25L,
                null,
                Line.Transfer.UNKNOWN,
                "Apache-Maven/3.8.7 (Java 17)",
                null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h - - [22/Nov/2026:01:33:24 +0000] \"GET /releases/a.jar HTTP/1.1\" 200 25",
        "h - - [22/Nov/2026:01:33:24 +0000] \"GET /releases/a.jar HTTP/1.1\" 200 -",
        "h - - [22/Nov/2026:01:33:24 +0000] \"GET /releases/a.jar HTTP/2.0\" 200 1 \"-\" \"x\" \"-\"",
        "::1 - a b [22/Nov/2026:01:33:24 +0000] \"GET /releases/a.jar HTTP/1.1\" 200 1 \"-\" \"-\"",
        "h - - [22/Nov/2026:01:33:24 +0000] \"GET /releases/a.jar HTTP/1.1\" 200 1 \"\\\"\" \"\\x22\"",
      })
  void combinedAllowsWhatServersWrite(String line) {
    assertThat(read("combined", line)).isInstanceOf(Line.Request.class);
  }

  @Test
  void nginxJsonTellsSizeRangeAndWhetherItWasAll() {
    assertThat(
            read(
                "nginx-json",
                "{\"time\":\"2026-11-22T01:33:24+00:00\",\"msec\":\"1795311204.141\",\"remote\":"
                    + "\"192.0.2.7\",\"user\":\"\",\"method\":\"GET\",\"uri\":\"/releases/a.jar\","
                    + "\"status\":206,\"content_length\":\"\",\"body_bytes\":9,\"range\":"
                    + "\"bytes=5-\",\"completion\":\"\",\"ua\":\"curl\"}"))
        .isEqualTo(
            new Line.Request(
                Instant.parse("2026-11-22T01:33:24.141Z"),
                "192.0.2.7",
                null,
                Line.Method.GET,
                "a.jar",
                206,
                null,
                9L,
                "bytes=5-",
                Line.Transfer.ABORTED,
                "curl",
                null));
  }

  @Test
  void nexusTellsTheSizeOfAnUpload() {
    Line line =
        read(
            "nexus",
            "127.0.0.1 - admin [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a.pom HTTP/1.1\" 201"
                + " 1529 0 494 \"Apache-Maven/3.8.7 (Java 17.0.15)\" [qtp1759620367-95]");

    assertThat(((Line.Request) line).received()).isEqualTo(1529L);
    assertThat(((Line.Request) line).agent()).isEqualTo("Apache-Maven/3.8.7 (Java 17.0.15)");
  }

  @Test
  void artifactoryHasBarsBetween() {
    Line line =
        read(
            "artifactory",
            "2026-11-22T01:33:24.000Z|f00|192.0.2.7|ci|PUT|/releases/a.jar|201|2239|-1|12|Maven");

    assertThat(line)
        .isEqualTo(
            new Line.Request(
                TIME,
                "192.0.2.7",
                "ci",
                Line.Method.PUT,
                "a.jar",
                201,
                2239L,
                null,
                null,
                Line.Transfer.UNKNOWN,
                "Maven",
                null));
  }

  /** JFrog's clients put properties behind the path: matrix parameters. */
  @ParameterizedTest
  @CsvSource({
    "/releases/a.jar;build.name=x;build.number=7, a.jar",
    "/releases/g/a/;x=y, g/a/",
    "/releases;x=y/g;z/a.jar, g/a.jar",
    "/releases/a%3Bb.jar, a;b.jar",
  })
  void artifactorysPropertiesAreNoPartOfThePath(String target, String path) {
    Line line =
        read("artifactory", "2026-11-22T01:33:24.000Z|f|h|ci|PUT|" + target + "|201|7|-1|12|Maven");

    assertThat(((Line.Request) line).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anonymous", "non_authenticated_user", "-", ""})
  void artifactorysNobodyIsNobody(String user) {
    Line line =
        read(
            "artifactory",
            "2026-11-22T01:33:24.000Z|f|h|" + user + "|PUT|/releases/a.jar|201|7|-1|12|Maven");

    assertThat(((Line.Request) line).user()).isNull();
  }

  /** Debian's httpd writes {@code vhost_combined} for hosts that say nothing of their log. */
  @ParameterizedTest
  @CsvSource({
    "'192.0.2.7 - -', 192.0.2.7, ",
    "'::1 - ci', ::1, ci",
    "'2001:db8::7 - -', 2001:db8::7, ",
    "'192.0.2.7 - John Doe', 192.0.2.7, John Doe",
    "'repo.example.com:443 192.0.2.7 - -', 192.0.2.7, ",
    "'repo.example.com:443 192.0.2.7 - ci', 192.0.2.7, ci",
    "'repo.example.com:443 2001:db8::7 - ci', 2001:db8::7, ci",
  })
  void combinedMayNameTheHostFirst(String begin, String address, String user) {
    String line = begin + " [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a.jar HTTP/1.1\" 201 5";

    for (String each : List.of(line, line + " \"-\" \"x\"", line + " \"-\" \"x\" 12")) {
      Line.Request request = (Line.Request) read("combined", each);
      assertThat(request.address()).isEqualTo(address);
      assertThat(request.user()).isEqualTo(user);
    }
  }

  static Stream<Arguments> carriers() {
    LineFormat own =
        LineFormats.pattern("{time} \"{request}\" {status} to=\"{destination}\" {agent}");
    LineFormat late =
        LineFormats.pattern("{time} {target} {method} {status} to=\"{destination}\" {agent}");
    return Stream.of(
        Arguments.of(own, "1795311204 \"METHOD FROM HTTP/1.1\" 201 to=\"TO\" curl"),
        Arguments.of(late, "1795311204 FROM METHOD 201 to=\"TO\" curl"),
        Arguments.of(
            LineFormats.named("nginx-json").orElseThrow(),
            "{\"msec\":\"1795311204.1\",\"method\":\"METHOD\",\"uri\":\"FROM\",\"status\":201,"
                + "\"destination\":\"TO\"}"));
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void whatComesFromElsewhereOnTheServerIsACopyToHere(LineFormat format, String line) {
    for (String method : List.of("MOVE", "COPY")) {
      Line.Request request =
          (Line.Request)
              read(
                  format,
                  line.replace("METHOD", method)
                      .replace("FROM", "/staging/b.jar")
                      .replace("TO", "http://h/releases/a%20b.jar"));
      assertThat(request.method()).isEqualTo(Line.Method.COPY);
      assertThat(request.destination()).isEqualTo("a b.jar");
    }
    String folder = line.replace("METHOD", "MOVE").replace("FROM", "/staging/b/");
    Line.Request moved = (Line.Request) read(format, folder.replace("TO", "/releases/b"));
    assertThat(moved.path()).isEqualTo("b/"); // By this it is known to be none of the files.
    for (String to : List.of("http://h/elsewhere/a.jar", "-", "/releases")) {
      String away = line.replace("METHOD", "MOVE").replace("FROM", "/staging/b.jar");
      assertThat(read(format, away.replace("TO", to))).isEqualTo(Line.Other.IRRELEVANT);
    }
    String uploaded = line.replace("METHOD", "PUT").replace("FROM", "/staging/b.jar");
    assertThat(read(format, uploaded.replace("TO", "/releases/a.jar")))
        .isEqualTo(Line.Other.IRRELEVANT);
  }

  @Test
  void anAdministratorsPatternTellsTheSame() {
    LineFormat format =
        LineFormats.pattern("{time} {address}: \"{request}\" {status} in={received}");

    Line line = read(format, "1795311204 h: \"PUT /releases/a.jar HTTP/1.1\" 201 in=7");

    assertThat(((Line.Request) line).received()).isEqualTo(7L);
    assertThat(((Line.Request) line).time()).isEqualTo(Instant.ofEpochSecond(1795311204));
  }

  @ParameterizedTest
  @CsvSource({
    "OK, COMPLETE", // nginx
    "'', ABORTED",
    "+, COMPLETE", // httpd: the connection goes on
    "-, COMPLETE", // or is closed
    "X, ABORTED",
  })
  void aPatternTellsWhetherTheClientStayed(String written, Line.Transfer transfer) {
    LineFormat format = LineFormats.pattern("{time} \"{request}\" {status} end={completion}");

    Line line = read(format, "1795311204 \"GET /releases/a.jar HTTP/1.1\" 200 end=" + written);

    assertThat(((Line.Request) line).transfer()).isEqualTo(transfer);
  }

  @ParameterizedTest
  @CsvSource({
    "'{time} {status}', '{request}'",
    "'{request} {status}', '{time}'",
    "'{time} {status} {method}', '{target}'",
    "'{time}{status} {request}', 'text between'",
    "'{time} {status} {request', 'no'",
    "'{time} {status} {request} {colour}', '{colour}'",
    "'{time} {status} {request} {time}', 'twice'",
  })
  void aPatternThatCannotWorkIsRefused(String pattern, String because) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LineFormats.pattern(pattern))
        .withMessageContaining(because);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\\x00\\x01\\x02",
        "PK\\x03\\x04 \" 400",
        "h - - [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a.jar HTTP/1.1\" 2",
        "h - - [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a.jar HTTP/1.1\" 9999 5",
        "h - - [22/Xxx/2026:01:33:24 +0000] \"PUT /releases/a.jar HTTP/1.1\" 201 5",
        "h - - [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a.jar\" 201 5 \"-\" \"-\"",
        "h - - [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a b.jar HTTP/1.1\" 201 5 \"-\" \"-\"",
        // An account's name that would be the rest of a line, if its quote had come through.
        "h - x [22/Nov/2026:01:33:24 +0000] \\x22PUT /releases/a.jar HTTP/1.1\\x22 201 5",
      })
  void whatIsNoLineTellsNothing(String line) {
    assertThat(read("combined", line)).isEqualTo(Line.Other.GARBAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // nginx and httpd escape the quote with which a client tries to end its field.
        "combined ~ h - - [22/Nov/2026:01:33:24 +0000] \"GET /x HTTP/1.1\" 404 5 \"-\" \"\\x22 201 5"
            + " \\x22PUT /releases/a.jar HTTP/1.1\\x22 201 5\"",
        "combined ~ h - - [22/Nov/2026:01:33:24 +0000] \"GET /x\\\" HTTP/1.1\" 404 5 \"PUT"
            + " /releases/a.jar HTTP/1.1\" \"x\"",
        // Nexus and Artifactory escape nothing.
        "nexus ~ h - - [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a.jar HTTP/1.1\" 201 1 0 5 \"x"
            + " HTTP/1.1\" 404 - 0 5 \"curl\" [qtp1-1]",
        "nexus ~ h - - [22/Nov/2026:01:33:24 +0000] \"GET /x HTTP/1.1\" 404 - 0 5 \"x\" [q] \"PUT"
            + " /releases/a.jar HTTP/1.1\" 201 1 0 5 \"x\" [qtp1-1]",
        "artifactory ~ 2026-11-22T01:33:24.000Z|f|h|ci|PUT|/releases/a.jar|201|1|1|1|x|404|0|0|1|ua",
        "artifactory ~ 2026-11-22T01:33:24.000Z|f|h|ci|GET|/x|404|1|1|1|PUT|/releases/a.jar|201|1|1|1|x",
        "nginx-json ~ {\"msec\":\"1795311204.1\",\"method\":\"PUT\",\"uri\":\"/x\",\"status\":201,\"ua\":"
            + "\"\\\",\\\"uri\\\":\\\"/releases/a.jar\"}",
      })
  void aForgedRequestIsNone(String format, String line) {
    assertThat(read(format.strip(), line.strip())).isInstanceOf(Line.Other.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/releases/, /releases/",
    "/releases, /releases/",
    "/, /",
    "/my%20repo, /my repo/",
    "//a/../releases/, /releases/",
    "http://h/releases, /releases/",
    "releases/, ",
    "/../releases, ",
  })
  void aPartOfAServerIsWrittenAsInAUrl(String written, String prefix) {
    assertThat(Interest.prefix(written)).isEqualTo(Optional.ofNullable(prefix));
  }

  @Test
  void bytesThatAreNoTextDoNoHarm() {
    byte[] line =
        "h - - [22/Nov/2026:01:33:24 +0000] \"PUT /releases/a.jar HTTP/1.1\" 201 5 \"\" \"\u00ff\""
            .getBytes(ISO_8859_1);

    Line.Request request =
        (Line.Request)
            LineFormats.named("combined").orElseThrow().read(line, 0, line.length, RELEASES);

    assertThat(request.path()).isEqualTo("a.jar");
  }

  @Test
  void whatNobodyWantsIsNotEvenDecoded() {
    String line = "h - - [22/Nov/2026:01:33:24 +0000] \"GET /releases/a.jar HTTP/1.1\" broken";
    byte[] bytes = line.getBytes(UTF_8);

    assertThat(
            LineFormats.named("combined")
                .orElseThrow()
                .read(bytes, 0, bytes.length, new Interest("/releases/", false, false)))
        .isEqualTo(Line.Other.IRRELEVANT);
    assertThat(read("combined", line.replace("/releases/", "/snapshots/")))
        .isEqualTo(Line.Other.IRRELEVANT);
  }

  private static Line read(String format, String line) {
    return read(LineFormats.named(format).orElseThrow(), line);
  }

  private static Line read(LineFormat format, String line) {
    byte[] bytes = ("xx" + line + "yy").getBytes(UTF_8);
    return format.read(bytes, 2, bytes.length - 2, RELEASES);
  }
}
