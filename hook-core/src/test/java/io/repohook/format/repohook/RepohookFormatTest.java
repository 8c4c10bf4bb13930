package io.repohook.format.repohook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.event.Repository;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RepohookFormatTest {
  private static final RepohookFormat FORMAT = new RepohookFormat();
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<Event> events() {
    return SampleEvents.all();
  }

  @Test
  void aPushIsWrittenKeyByKeyInOrder() {
    Event event =
        new Event(
            "evt_3f9a0c0123456789abcdef0123456789",
            SampleEvents.NOW,
            Repository.git("earthmover/ocean"),
            Actor.UNKNOWN,
            SampleEvents.push("one"));

    assertThat(new String(FORMAT.render(event).bytes(), UTF_8))
        .isEqualTo(
            """
            {"id":"evt_3f9a0c0123456789abcdef0123456789","type":"git.push",\
            "timestamp":"2026-11-22T10:00:00.123Z",\
            "repository":{"name":"earthmover/ocean","kind":"git"},\
            "actor":{"name":null,"email":null,"address":null},\
            "data":{"ref":"refs/heads/main","ref_type":"branch","change":"updated",\
            "before":"95790bf891e76fee5e1747ab589903a6a1f80f22",\
            "after":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7",\
            "commits":[{"id":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7",\
            "tree":"4b825dc642cb6eb9a060e54bf8d69288fbee4904","new":true,\
            "message":"one","message_length":3,"message_truncated":false,\
            "timestamp":"2026-11-22T05:30:00-04:30",\
            "author":{"name":"Alice Ö","email":"alice@example.com"},\
            "committer":{"name":"Bob","email":""},\
            "parents":["95790bf891e76fee5e1747ab589903a6a1f80f22"],\
            "added":[],"removed":[],"modified":["README.md"],\
            "changed_files":1,"files_truncated":false}],\
            "added_commits":1,"new_commits":1,"discarded_commits":0,"truncated":false,\
            "unlisted":null,"push_options":["ci.skip",""],\
            "push_certificate":{"status":"G","signer":"Alice","key":"0xA1","nonce_status":"OK"},\
            "reconciled":false}}\
            """);
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyTypeOfEventKeepsToTheSchema(Event event) throws Exception {
    Body body = FORMAT.render(event);

    assertThat(body.contentType()).isEqualTo("application/json");
    assertThat(body.headers()).isEmpty();
    assertThat(new EventSchema().violations(JSON.readTree(body.bytes()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void theSchemaAllowsNoKeyMoreOrLess(Event event) throws Exception {
    JsonNode rendered = JSON.readTree(FORMAT.render(event).bytes());
    EventSchema schema = new EventSchema();
    for (JsonNode changed : Mutations.of(rendered)) {
      assertThat(schema.violations(changed)).as(changed.toString()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void theSameEventGivesTheSameBytes(Event event) {
    assertThat(FORMAT.render(event).bytes()).isEqualTo(FORMAT.render(event).bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\uD800", "\uDC00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "ok\uD83D"})
  void aHalfOfASurrogatePairStillGivesUtf8(String message) throws Exception {
    Event event = SampleEvents.event(SampleEvents.push(message));

    byte[] bytes = FORMAT.render(event).bytes();

    String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    String read =
        JSON.readTree(text).path("data").path("commits").path(0).path("message").stringValue();
    assertThat(read).contains("\uFFFD").hasSameSizeAs(message);
  }

  @Test
  void everyCharacterComesBackAsItWas() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x3000; c++) {
      all.append((char) c);
    }
    all.append("😀\uFFFF");
    Event event = SampleEvents.event(SampleEvents.push(all.toString()));

    JsonNode read = JSON.readTree(FORMAT.render(event).bytes());

    assertThat(read.path("data").path("commits").path(0).path("message").stringValue())
        .isEqualTo(all.toString());
  }
}
