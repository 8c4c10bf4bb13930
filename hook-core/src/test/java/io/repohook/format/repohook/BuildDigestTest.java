package io.repohook.format.repohook;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Build;
import io.repohook.channel.Builds;
import io.repohook.event.Actor;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A build is a digest that also says what its deploys come to. */
class BuildDigestTest {
  private static final RepohookFormat FORMAT = new RepohookFormat();
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void saysWhatTheDeploysComeToAndHoldsThem() throws Exception {
    Build build = Builds.of(false, "ship");

    JsonNode read = read(build);

    assertThat(new EventSchema("digest").violations(read)).isEmpty();
    assertThat(read.path("build").toString())
        .isEqualTo(
            """
            {"actor":{"name":"ci","email":null,"address":"192.0.2.9"},\
            "group":"com.example","version":"3.0","modules":2,"files":3,"size":4742,\
            "complete":false,"incomplete":1,"listed":[\
            {"coordinates":{"group":"com.example","artifact":"fleet","version":"3.0",\
            "snapshot_version":null},"files":1,"size":1801,"complete":true},\
            {"coordinates":{"group":"com.example","artifact":"ship","version":"3.0",\
            "snapshot_version":null},"files":2,"size":2941,"complete":false}]}\
            """);
    assertThat(read.path("events").valueStream().map(JsonNode::toString))
        .isEqualTo(
            build.listed().stream()
                .map(each -> JSON.readTree(FORMAT.render(each).bytes()).toString())
                .toList());
    assertThat(read.path("counts").toString()).isEqualTo("{\"artifact.deployed\":2}");
    assertThat(read.path("truncated").booleanValue()).isFalse();
  }

  @Test
  void itsSumIsOfWhatIsNotListedToo() throws Exception {
    JsonNode read =
        read(
            Builds.of(
                new Actor(null, null, null),
                1200,
                List.of(
                    Builds.deployment("a", "1", null, true, 5L),
                    Builds.deployment("b", "2", null, false, 7L))));

    assertThat(new EventSchema("digest").violations(read)).isEmpty();
    assertThat(read.path("truncated").booleanValue()).isTrue();
    assertThat(read.at("/counts/artifact.deployed").intValue()).isEqualTo(1202);
    assertThat(read.at("/build/incomplete").intValue()).isEqualTo(1201);
    assertThat(read.at("/build/size").longValue()).isEqualTo(5 + 1201 * 7);
    assertThat(read.at("/build/version").isNull()).isTrue();
    assertThat(read.at("/build/listed")).hasSize(2);
  }

  @Test
  void theSchemaAllowsNoKeyMoreOrLess() throws Exception {
    EventSchema schema = new EventSchema("digest");
    for (JsonNode changed : Mutations.of(read(Builds.of(true, "ship")))) {
      assertThat(schema.violations(changed)).as(changed.toString()).isNotEmpty();
    }
  }

  private static JsonNode read(Build build) {
    return JSON.readTree(FORMAT.build(build).bytes());
  }
}
