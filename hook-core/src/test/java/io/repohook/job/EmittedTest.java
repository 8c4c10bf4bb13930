package io.repohook.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.event.EventType;
import io.repohook.event.Job;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmittedTest {
  @Test
  void allKeysOfAnEventAreRead() throws Exception {
    Job job =
        job(
            "given",
            """
            {"job": "own", "run": "r", "started_at": "2026-11-22T11:00:00+01:00", "stopped_at": null,
             "exit_code": 3, "termination_reason": "a", "termination_message": "b", "output": "c",
             "details": {"d": 1}}
            """);

    assertThat(job)
        .isEqualTo(
            new Job(
                EventType.JOB_FAILED,
                "own",
                "r",
                Instant.parse("2026-11-22T10:00:00Z"),
                null,
                3,
                "a",
                "b",
                "c",
                false,
                "{\"d\":1}"));
  }

  @Test
  void whatIsNotSaidIsNotKnown() throws Exception {
    assertThat(job("given", "{}"))
        .isEqualTo(
            new Job(
                EventType.JOB_FAILED,
                "given",
                "drawn",
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                Job.NO_DETAILS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"exitcode\": 1} | did you mean 'exit_code'",
        "{\"tenant\": 1} | go into 'details'",
        "{\"exit_code\": 1.5} | no whole number",
        "{\"exit_code\": \"1\"} | no whole number",
        "{\"started_at\": \"now\"} | 'started_at' is no time",
        "{\"output\": 1} | 'output' is no text",
        "{\"details\": []} | 'details' are no JSON object",
      })
  void whatIsWrongIsTold(String data, String told) {
    assertThatThrownBy(() -> job("x", data)).hasMessageContaining(told);
  }

  @Test
  void jobWithoutANameIsNone() {
    assertThatThrownBy(() -> job(null, "{}")).hasMessageContaining("--job");
  }

  private static Job job(@Nullable String name, String data) throws Details.WrongException {
    return Emitted.job(EventType.JOB_FAILED, name, "drawn", Details.parse(data.getBytes(UTF_8)));
  }
}
