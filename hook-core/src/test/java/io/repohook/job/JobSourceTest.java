package io.repohook.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.channel.Mask;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.event.Repository;
import io.repohook.format.repohook.RepohookFormat;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.intake.Standing;
import io.repohook.outbox.SourceState;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JobSourceTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  private static final Job FAILED =
      new Job(
          EventType.JOB_FAILED,
          "load",
          "7c5e",
          NOON,
          NOON.plusSeconds(3),
          null,
          "signal",
          "ended by signal 9",
          "käse\n",
          true,
          "{\"n\":1.50}");

  private Map<String, Object> defaults = Map.of();
  private Mask mask = new Mask(List.of());

  @Test
  void jobThatWasSpooledIsTheEvent() throws Exception {
    Event event = take(JobFile.records("etl", FAILED));

    assertThat(event.data()).isEqualTo(FAILED);
    assertThat(event.repository()).isEqualTo(Repository.job("etl"));
    assertThat(event.actor().name()).isEqualTo("etl-account");
    assertThat(event.id()).isEqualTo(take(JobFile.records("etl", FAILED)).id());
  }

  @Test
  void detailsOfTheFileLieOverThoseOfTheConfiguration() throws Exception {
    Map<String, Object> tenant = new LinkedHashMap<>();
    tenant.put("name", "Test Tenant");
    tenant.put("id", "t-1");
    defaults = Map.of("tenant", tenant);

    assertThat(details("{\"tenant\": {\"id\": 7}, \"list\": [null]}"))
        .isEqualTo("{\"tenant\":{\"name\":\"Test Tenant\",\"id\":7},\"list\":[null]}");
    assertThat(details("{\"tenant\": null}")).isEqualTo("{\"tenant\":null}");
  }

  @Test
  void endOfASecretIsNotToldWhereTheOutputWasCut() throws Exception {
    mask = new Mask(List.of("open-sesame"));
    Map<String, String> cut = Map.of("output", "-sesame and open", "output-truncated", "true");

    assertThat(((Job) take(with(cut)).data()).output()).isEqualTo(" and open");
  }

  @Test
  void noSecretOfTheConfigurationIsTold() throws Exception {
    mask = new Mask(List.of("se\"same"));
    Event event =
        take(
            with(
                Map.of(
                    "output", "a se\"same b",
                    "termination-message", "se\"same",
                    "details", "{\"se\\\"same\": [\"se\\\"same!\"]}")));

    assertThat(new String(new RepohookFormat().render(event).bytes(), UTF_8))
        .doesNotContain("same")
        .contains("a **** b", "{\"****\":[\"****!\"]}");
  }

  @Test
  void whatIsTooLongIsCut() throws Exception {
    Job job =
        (Job)
            take(with(
                    Map.of(
                        "output",
                        "x".repeat(100_000) + "end",
                        "termination-reason",
                        "y".repeat(999))))
                .data();

    assertThat(job.output()).hasSize(JobFile.MOST_OUTPUT).endsWith("xend");
    assertThat(job.outputTruncated()).isTrue();
    assertThat(job.terminationReason()).hasSize(100);
  }

  @Test
  void halfASurrogatePairDoesNoHarm() throws Exception {
    Event event = take(with(Map.of("details", "{\"a\": \"\\ud83d\"}")));

    assertThat(new JsonMapper().readTree(new RepohookFormat().render(event).bytes()).isObject())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event | git.push | no event 'git.push'",
        "event | job.finished | no event 'job.finished'",
        "job | '' | its 'job'",
        "run | ' ' | its 'run'",
        "exit-code | 0x1 | 'exit-code' is no number",
        "exit-code | 99999999999 | 'exit-code' is no number",
        "started-at | yesterday | 'started-at' is no time",
        "stopped-at | +1000000000-12-31T23:59:59Z | 'stopped-at' is no time",
        "details | [] | 'details' are no JSON object",
        "details | {} {} | 'details' are not JSON",
        "details | {\"a\":1,\"a\":2} | 'details' are not JSON",
        "details | {a} | 'details' are not JSON",
      })
  void whatIsNoJobIsRefused(String key, String value, String told) {
    assertThatThrownBy(() -> take(with(Map.of(key, value))))
        .isInstanceOf(MalformedSpoolFileException.class)
        .hasMessageContaining(told);
  }

  @Test
  void detailsAreBounded() {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    String large = "{\"a\":\"" + "x".repeat(70_000) + "\"}";

    assertThatThrownBy(() -> details(deep)).hasMessageContaining("'details' are not JSON");
    assertThatThrownBy(() -> details(large)).hasMessageContaining("larger than 64 KiB");
  }

  private String details(String json) throws Exception {
    return ((Job) take(with(Map.of("details", json))).data()).details();
  }

  private static List<SpoolRecord> with(Map<String, String> changed) {
    List<SpoolRecord> records = new ArrayList<>();
    changed.forEach((key, value) -> records.add(SpoolRecord.of(key, value)));
    records.addAll(JobFile.records("etl", FAILED)); // The first of a key counts.
    return records;
  }

  private Event take(List<SpoolRecord> records) throws Exception {
    SpoolFile file = new SpoolFile("1.event", NOON, new SpoolOwner(7, "etl-account"), records);
    Situation situation =
        new Situation(
            Repository.job("etl"),
            null,
            Standing.FOR_OTHERS,
            new Nothing(),
            List::of,
            NOON,
            false,
            List.of());
    Answer answer = new JobSource(name -> defaults, () -> mask).take(file, situation);
    return ((Answer.Told) answer).events().get(0);
  }

  private static final class Nothing implements SourceState {
    @Override
    public Optional<String> get(String key) {
      return Optional.empty();
    }

    @Override
    public Map<String, String> startingWith(String prefix) {
      return Map.of();
    }

    @Override
    public Map<String, String> next(String prefix, String after, int most) {
      return Map.of();
    }
  }
}
