package io.repohook.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.EventType;
import io.repohook.event.Job;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'', -, 0, its 'job' is empty",
        "'two\nlines', -, 0, its 'job' is empty",
        "load, 1969-07-20T20:17:40Z, 0, its 'started-at' is no time",
        "load, 2026-11-22T10:00:00Z, 0, -",
        "load, -, -1073741510, -", // STATUS_CONTROL_C_EXIT, as Windows tells it
        "load, -, 2147483647, -",
      })
  void whatIntakeWouldNotTakeIsKnownBefore(
      String name, @Nullable Instant started, int exitCode, @Nullable String objection) {
    Job job = job(name, started, exitCode);

    assertThat(JobFile.objection(job).orElse(""))
        .startsWith(Objects.requireNonNullElse(objection, ""))
        .matches(told -> told.isEmpty() == (objection == null));
  }

  @Test
  void nameThatNoMessageHasRoomForIsRefused() {
    assertThat(JobFile.objection(job("x".repeat(200), null, 0))).isEmpty();
    assertThat(JobFile.objection(job("x".repeat(201), null, 0))).isPresent();
  }

  private static Job job(String name, @Nullable Instant started, int exitCode) {
    return new Job(
        EventType.JOB_FAILED,
        name,
        "run",
        started,
        null,
        exitCode,
        null,
        null,
        null,
        false,
        Job.NO_DETAILS);
  }
}
