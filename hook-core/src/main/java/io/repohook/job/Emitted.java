package io.repohook.job;

import io.repohook.config.NearestWord;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job that somebody else ran and now tells of: the keys that an event has under {@code data}, as
 * many of them as are known.
 */
public final class Emitted {
  private static final List<String> KEYS =
      List.of(
          "job",
          "run",
          "started_at",
          "stopped_at",
          "exit_code",
          "termination_reason",
          "termination_message",
          "output",
          "details");

  private final ObjectNode data;

  /** The keys that such data may have. */
  public static List<String> keys() {
    return KEYS;
  }

  private Emitted(ObjectNode data) {
    this.data = data;
  }

  /**
   * The job that these data tell of.
   *
   * @param name the job's name where the data have none
   * @param run what tells this run from others where the data do not
   * @throws Details.WrongException when they tell of none
   */
  public static Job job(EventType type, @Nullable String name, String run, ObjectNode data)
      throws Details.WrongException {
    return new Emitted(data).job(type, name, run);
  }

  private Job job(EventType type, @Nullable String given, String run)
      throws Details.WrongException {
    for (String key : data.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new Details.WrongException(
            "'%s' is no key of a job: %s; your own keys go into 'details'"
                .formatted(key, NearestWord.remedy(key, KEYS)));
      }
    }
    String name = text("job") == null ? given : text("job");
    if (name == null) {
      throw new Details.WrongException("the job has no name; write 'job', or --job NAME");
    }
    String ownRun = text("run");
    return new Job(
        type,
        name,
        ownRun == null ? run : ownRun,
        instant("started_at"),
        instant("stopped_at"),
        exitCode(),
        text("termination_reason"),
        text("termination_message"),
        text("output"),
        false,
        details());
  }

  private @Nullable JsonNode value(String key) {
    JsonNode value = data.get(key);
    return value == null || value.isNull() ? null : value;
  }

  private @Nullable String text(String key) throws Details.WrongException {
    JsonNode value = value(key);
    if (value != null && !value.isString()) {
      throw new Details.WrongException("'" + key + "' is no text");
    }
    return value == null ? null : value.asString();
  }

  private @Nullable Instant instant(String key) throws Details.WrongException {
    String text = text(key);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Details.WrongException(
          "'%s' is no time: '%s'; write 2026-11-22T10:00:00Z".formatted(key, text));
    }
  }

  private @Nullable Integer exitCode() throws Details.WrongException {
    JsonNode value = value("exit_code");
    if (value != null && (!value.isIntegralNumber() || !value.canConvertToInt())) {
      throw new Details.WrongException("'exit_code' is no whole number");
    }
    return value == null ? null : value.intValue();
  }

  private String details() throws Details.WrongException {
    JsonNode value = value("details");
    if (value != null && !(value instanceof ObjectNode)) {
      throw new Details.WrongException("'details' are no JSON object");
    }
    return value instanceof ObjectNode object ? Details.text(object) : Job.NO_DETAILS;
  }
}
