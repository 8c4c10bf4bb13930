package io.repohook.format.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.event.Repository;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The samples are Arch's own, as its documentation prints them. */
class ArchFormatTest {
  private static final Instant SAMPLE_TIME = Instant.parse("2022-04-23T19:10:41.689968Z");
  private static final JsonMapper JSON = new JsonMapper();
  private static final ReadFormat ARCH = ReadFormat.of(new ArchType());

  @ParameterizedTest
  @ValueSource(strings = {"pipeline", "transform"})
  void whoGivesAllThatTheSampleHasGetsTheSample(String kind) throws Exception {
    ObjectNode sample = sample(kind);
    ObjectNode details = JSON.createObjectNode();
    for (String key : List.of("sync", "task", "tenant", "task_type")) {
      details.set(key, sample.path(key));
    }

    JsonNode body = ARCH.json(job(EventType.JOB_SUCCEEDED, details.toString()));

    // Arch's own sample has a sync that has not stopped; a job that is told of has.
    ObjectNode sync = (ObjectNode) sample.path("sync");
    sync.put("stopped_at", "2022-04-23T19:10:41.689968Z");
    assertThat(body).isEqualTo(sample);
  }

  @ParameterizedTest
  @CsvSource({"pipeline, ''", "transform, '\"task_type\": \"transform\"'"})
  void everyKeyOfTheSampleIsThereAndNullWhereNothingIsKnown(String kind, String given)
      throws Exception {
    JsonNode body = ARCH.json(job(EventType.JOB_FAILED, "{" + given + "}"));

    assertThat(keys("", body)).isEqualTo(keys("", withoutListed(sample(kind))));
    assertThat(body.path("event_type").stringValue()).isEqualTo("post_sync");
    assertThat(body.path("task_type").stringValue()).isEqualTo(kind);
    assertThat(body.at("/task/task_type").stringValue()).isEqualTo(kind);
    assertThat(body.at("/tenant/id").isNull()).isTrue();
    assertThat(body.at("/task/name").stringValue()).isEqualTo("load");
    assertThat(body.at("/sync/id").stringValue()).isEqualTo("run-1");
    assertThat(body.at("/sync/exit_code").intValue()).isEqualTo(3);
    assertThat(body.at("/sync/termination_reason").stringValue()).isEqualTo("signal");
    assertThat(body.at("/sync/started_at").stringValue()).isEqualTo("2024-11-11T10:00:34.000000Z");
    assertThat(body.path("started_at").stringValue()).isEqualTo("2024-11-11T10:00:34.000000+00:00");
    assertThat(body.path("stopped_at").stringValue()).isEqualTo("2024-11-11T10:11:19.000000+00:00");
  }

  @ParameterizedTest
  @CsvSource({
    "JOB_SUCCEEDED, succeeded",
    "JOB_FAILED, failed",
    "JOB_SKIPPED, skipped",
  })
  void theStatusIsTheJobs(EventType type, String status) throws Exception {
    assertThat(ARCH.json(job(type, "{}")).path("status").stringValue()).isEqualTo(status);
  }

  @Test
  void plainWordsAreNames() throws Exception {
    JsonNode body =
        ARCH.json(
            job(
                EventType.JOB_FAILED,
                "{\"tenant\": \"Test Tenant\", \"pipeline\": \"Sales\", \"source\": \"Salesforce\"}"));

    assertThat(body.at("/tenant/name").stringValue()).isEqualTo("Test Tenant");
    assertThat(body.at("/task/name").stringValue()).isEqualTo("Sales");
    assertThat(body.at("/task/extractor/label").stringValue()).isEqualTo("Salesforce");
  }

  @Test
  void whatArchDoesNotHaveIsLeftOut() throws Exception {
    JsonNode body =
        ARCH.json(
            job(EventType.JOB_FAILED, "{\"task\": {\"more\": 1, \"extractor_config\": null}}"));

    assertThat(keys("", body)).isEqualTo(keys("", withoutListed(sample("pipeline"))));
    assertThat(body.path("task").has("more")).isFalse();
    assertThat(body.at("/task/extractor_config").toString()).isEqualTo("[]");
  }

  @Test
  void onlyWhatHasEndedIsSaid() throws Exception {
    assertThat(Arrays.stream(EventType.values()).filter(ARCH.format()::says))
        .containsExactly(
            EventType.JOB_SUCCEEDED, EventType.JOB_FAILED, EventType.JOB_SKIPPED, EventType.PING);
    assertThat(ARCH.json(GitEvents.ping()).path("event_type").stringValue()).isEqualTo("ping");
  }

  private static Event job(EventType type, String details) {
    boolean succeeded = type == EventType.JOB_SUCCEEDED;
    Instant started = succeeded ? SAMPLE_TIME : Instant.parse("2024-11-11T10:00:34Z");
    Instant stopped = succeeded ? SAMPLE_TIME : Instant.parse("2024-11-11T10:11:19Z");
    return GitEvents.event(
        Repository.job("warehouse"),
        new Job(
            type,
            "load",
            "run-1",
            started,
            stopped,
            succeeded ? null : 3,
            succeeded ? null : "signal",
            succeeded ? null : "killed",
            null,
            false,
            details));
  }

  private static ObjectNode sample(String kind) throws Exception {
    String resource = kind + "-sample.json";
    try (InputStream in =
        Objects.requireNonNull(ArchFormatTest.class.getResourceAsStream(resource), resource)) {
      return (ObjectNode) JSON.readTree(in);
    }
  }

  /** The sample without what its lists hold: without details they are empty. */
  private static ObjectNode withoutListed(ObjectNode node) {
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      if (each.getValue().isArray()) {
        each.setValue(JSON.createArrayNode());
      } else if (each.getValue() instanceof ObjectNode inner) {
        withoutListed(inner);
      }
    }
    return node;
  }

  private static List<String> keys(String path, JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.properties()
        .forEach(
            each -> {
              keys.add(path + "/" + each.getKey() + (each.getValue().isArray() ? "[]" : ""));
              keys.addAll(keys(path + "/" + each.getKey(), each.getValue()));
            });
    return keys;
  }
}
