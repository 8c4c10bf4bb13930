package io.repohook.format.repohook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.channel.Digest;
import io.repohook.channel.Downloads;
import io.repohook.channel.Estimate;
import io.repohook.event.Coordinates;
import io.repohook.event.Event;
import io.repohook.event.Repository;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A digest holds the very events that a subscription without one would get. */
class DigestTest {
  private static final String ID = "dlv_00112233445566778899aabbccddeeff";
  private static final RepohookFormat FORMAT = new RepohookFormat();
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void isWrittenKeyByKeyInOrder() {
    Digest digest =
        digest(Map.of("job.failed", 2, "git.push", 1), List.of("{\"a\":1}", "{\"b\":\"ö\"}"));

    assertThat(new String(FORMAT.digest(digest).bytes(), UTF_8))
        .isEqualTo(
            """
            {"id":"dlv_00112233445566778899aabbccddeeff","type":"digest",\
            "repository":{"name":"earthmover/ocean","kind":"git"},\
            "from":"2026-11-22T10:00:00.123Z","to":"2026-11-22T10:10:00.123Z",\
            "build":null,"events":[{"a":1},{"b":"ö"}],"downloads":null,"counts":{"git.push":1,"job.failed":2},\
            "truncated":true}\
            """);
  }

  @Test
  void keepsToTheSchemaWithEveryTypeOfEvent() throws Exception {
    List<Event> events = SampleEvents.all().toList();
    Map<String, Integer> counts = new TreeMap<>();
    events.forEach(event -> counts.merge(event.type().wireName(), 1, Integer::sum));
    List<String> items =
        events.stream().map(event -> new String(FORMAT.render(event).bytes(), UTF_8)).toList();

    Body body = FORMAT.digest(digest(counts, items));

    JsonNode read = JSON.readTree(body.bytes());
    assertThat(body.contentType()).isEqualTo("application/json");
    assertThat(new EventSchema("digest").violations(read)).isEmpty();
    assertThat(read.path("truncated").booleanValue()).isFalse();
    assertThat(read.path("events").valueStream().map(JsonNode::toString))
        .isEqualTo(items.stream().map(item -> JSON.readTree(item).toString()).toList());
  }

  @Test
  void saysWhatWasDownloadedHowOftenAndByHowMany() throws Exception {
    JsonNode read = JSON.readTree(FORMAT.digest(counted(List.of())).bytes());

    assertThat(new EventSchema("digest").violations(read)).isEmpty();
    assertThat(read.path("downloads").toString())
        .isEqualTo(
            """
            {"total":13,"artifacts":3,"addresses":3011,"addresses_estimated":true,"listed":[\
            {"coordinates":{"group":"com.example","artifact":"rocket","version":"1.0"},\
            "downloads":11,"addresses":2,"addresses_estimated":false,"files":[\
            {"path":"r-1.0-sources.jar","extension":"jar","classifier":"sources","downloads":11}]},\
            {"coordinates":null,"downloads":1,"addresses":1,"addresses_estimated":false,"files":[\
            {"path":"a/b.zip","extension":null,"classifier":null,"downloads":1}]}]}\
            """);
    assertThat(read.path("counts").toString()).isEqualTo("{\"artifact.downloaded\":13}");
    assertThat(read.path("truncated").booleanValue()).isTrue();
  }

  private static Digest counted(List<byte[]> items) {
    Downloads.File sources = new Downloads.File("r-1.0-sources.jar", "sources", "jar", 11);
    Downloads.File plain = new Downloads.File("a/b.zip", null, null, 1);
    return new Digest(
        ID,
        Repository.artifact("releases"),
        SampleEvents.NOW,
        SampleEvents.NOW.plusSeconds(3600),
        Map.of("artifact.downloaded", 13),
        items,
        new Downloads(
            13,
            3,
            new Estimate(3011, false),
            List.of(
                new Downloads.Thing(
                    new Coordinates("com.example", "rocket", "1.0", null),
                    11,
                    new Estimate(2, true),
                    List.of(sources)),
                new Downloads.Thing(null, 1, new Estimate(1, true), List.of(plain)))));
  }

  @Test
  void theSchemaAllowsNoKeyMoreOrLess() throws Exception {
    byte[] item = FORMAT.render(SampleEvents.all().findFirst().orElseThrow()).bytes();
    JsonNode read = JSON.readTree(FORMAT.digest(counted(List.of(item))).bytes());

    EventSchema schema = new EventSchema("digest");
    for (JsonNode changed : Mutations.of(read)) {
      assertThat(schema.violations(changed)).as(changed.toString()).isNotEmpty();
    }
  }

  private static Digest digest(Map<String, Integer> counts, List<String> items) {
    return new Digest(
        ID,
        Repository.git("earthmover/ocean"),
        SampleEvents.NOW,
        SampleEvents.NOW.plusSeconds(600),
        counts,
        items.stream().map(item -> item.getBytes(UTF_8)).toList());
  }
}
