package io.repohook.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import io.repohook.channel.Body;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import io.repohook.format.repohook.RepohookFormat;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What the Java SDK of CloudEvents reads. */
class CloudeventsFormatTest {
  private static final CloudeventsType TYPE = new CloudeventsType();
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource({
    "structured, STRUCTURED, application/cloudevents+json",
    "binary, BINARY, application/json",
  })
  void theSdkReadsBothModes(String mode, Encoding encoding, String contentType) throws Exception {
    Event push = GitEvents.push();
    Body body = ReadFormat.of(TYPE, "mode: " + mode).body(push);

    MessageReader reader = reader(body);
    CloudEvent read = reader.toEvent();

    assertThat(body.contentType()).isEqualTo(contentType);
    assertThat(reader.getEncoding()).isEqualTo(encoding);
    assertThat(read.getSpecVersion().toString()).isEqualTo("1.0");
    assertThat(read.getId()).isEqualTo(push.id());
    assertThat(read.getSource()).isEqualTo(URI.create("urn:repohook:earthmover/ocean"));
    assertThat(read.getType()).isEqualTo("io.repohook.git.push");
    assertThat(read.getSubject()).isEqualTo("refs/heads/main");
    assertThat(Objects.requireNonNull(read.getTime()).toInstant()).isEqualTo(push.timestamp());
    assertThat(read.getDataContentType()).isEqualTo("application/json");
    assertThat(JSON.readTree(Objects.requireNonNull(read.getData()).toBytes()))
        .isEqualTo(JSON.readTree(new RepohookFormat().render(push).bytes()));
  }

  @ParameterizedTest
  @CsvSource({"structured", "binary"})
  void namesBeyondAsciiComeThrough(String mode) throws Exception {
    Event event = GitEvents.push("refs/heads/größe 50% \"€😀\"", Change.CREATED, List.of(), null);
    Body body = ReadFormat.of(TYPE, "ümläut/x y", List.of(), "mode: " + mode).body(event);

    CloudEvent read = reader(body).toEvent();

    assertThat(body.headers().values()).allMatch(value -> value.matches("[\\x21-\\x7e]+"));
    assertThat(decoded(mode, read.getSubject())).isEqualTo("refs/heads/größe 50% \"€😀\"");
    assertThat(decoded(mode, read.getSource().toString()))
        .isEqualTo("urn:repohook:%C3%BCml%C3%A4ut/x%20y");
  }

  /** The specification has headers decoded by their reader; this version of the SDK does not. */
  private static String decoded(String mode, @Nullable String text) {
    String read = Objects.requireNonNull(text);
    return mode.equals("binary") ? URLDecoder.decode(read, UTF_8) : read;
  }

  @Test
  void theStructuredModeIsTheOneWithoutASetting() throws Exception {
    assertThat(ReadFormat.of(TYPE).body(GitEvents.push()).contentType())
        .isEqualTo("application/cloudevents+json");
    assertThat(new String(ReadFormat.of(TYPE).body(GitEvents.push()).bytes(), UTF_8))
        .startsWith("{\"specversion\":\"1.0\",\"id\":\"evt_");
  }

  @Test
  void aFormIsRefused() {
    assertThat(ReadFormat.of(TYPE, "content_type: form").problems())
        .singleElement()
        .asString()
        .contains("CloudEvents does not know forms");
  }

  private static MessageReader reader(Body body) {
    Map<String, String> headers = new HashMap<>(body.headers());
    headers.put("Content-Type", body.contentType());
    return HttpMessageFactory.createReader(headers, body.bytes());
  }
}
