package io.repohook.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.layout.Layout;
import io.repohook.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The logs of real servers with real clients, and what a person would say happened. */
class CapturedLogsTest {
  private static final Instant LATER = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "access-nginx-mvn387.log, combined, /releases/",
    "access-nginx-mvn3911.log, combined, /releases/",
    "access-nginx-mvn4.log, combined, /releases/",
    "access-httpd-mvn387.log, combined, /releases/",
    "access-nginx-get.log, combined, /releases/",
    "access-nginx-499.log, combined, /slowp/",
    "access-nginx-ops.log, combined, /releases/",
    "access-nginx-ops.json.log, nginx-json, /releases/",
    "nexus371-request.log, nexus, /repository/maven-releases/",
  })
  void aLogGivesTheEventsThatHappened(String name, String format, String path) throws IOException {
    Path log = folder.resolve("access.log");
    Files.write(log, resource(name));

    List<Event> events = new FeedUnderTest(log, format, path, Layout.MAVEN).look(LATER);

    List<String> expected =
        Arrays.asList(new String(resource(name + ".events"), UTF_8).split("\n"));
    assertThat(events.stream().map(Saying::say)).containsExactlyElementsOf(expected);
    assertThat(events.stream().map(Event::id)).doesNotHaveDuplicates();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = CapturedLogsTest.class.getResourceAsStream(name)) {
      return java.util.Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
