package io.repohook.format.repohook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The samples of {@code docs/events.md} are what a receiver may build on. */
class EventsPageTest {
  private static final Pattern JSON_BLOCK =
      Pattern.compile("^```json\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @Test
  void everySampleKeepsToTheSchema() throws Exception {
    EventSchema event = new EventSchema();
    EventSchema digest = new EventSchema("digest");
    List<JsonNode> samples = samples();

    for (JsonNode sample : samples) {
      assertThat((isDigest(sample) ? digest : event).violations(sample))
          .as(sample.toString())
          .isEmpty();
    }
    assertThat(samples.stream().map(sample -> sample.path("type").stringValue()))
        .containsExactly(
            "git.push",
            "git.commit",
            "git.tag",
            "artifact.uploaded",
            "artifact.deployed",
            "job.failed",
            "ping",
            "subscription.failing",
            "digest",
            "digest",
            "digest");
  }

  @Test
  void theKeysOfASampleComeInTheOrderInWhichTheyAreSent() throws Exception {
    JsonMapper json = new JsonMapper();
    for (JsonNode sample : samples().stream().filter(each -> !isDigest(each)).toList()) {
      JsonNode rendered =
          SampleEvents.all()
              .filter(event -> event.type().wireName().equals(sample.path("type").stringValue()))
              .map(event -> json.readTree(new RepohookFormat().render(event).bytes()))
              .findFirst()
              .orElseThrow();

      assertThat(List.copyOf(sample.propertyNames()))
          .isEqualTo(List.copyOf(rendered.propertyNames()));
      assertThat(List.copyOf(sample.path("data").propertyNames()))
          .isEqualTo(List.copyOf(rendered.path("data").propertyNames()));
      for (String nested :
          List.of("/data/commit", "/data/commits/0", "/data/coordinates", "/data/files/0")) {
        assertThat(List.copyOf(sample.at(nested).propertyNames()))
            .isEqualTo(List.copyOf(rendered.at(nested).propertyNames()));
      }
    }
  }

  private static boolean isDigest(JsonNode sample) {
    return sample.path("type").stringValue().equals("digest");
  }

  private static List<JsonNode> samples() throws Exception {
    JsonMapper json = new JsonMapper();
    return JSON_BLOCK
        .matcher(Files.readString(Path.of("../docs/events.md")))
        .results()
        .map((MatchResult block) -> json.readTree(block.group(1)))
        .toList();
  }
}
