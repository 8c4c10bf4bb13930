package io.repohook.job;

import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job in the spool: {@link #records} writes what {@link #read} reads.
 *
 * <p>Any account may write such a file, so each value is checked when it is read, and a text that
 * is too long is cut: a message is about a job, it is not the job's log.
 */
public final class JobFile {
  /** The value of the record {@code source}. */
  public static final String SOURCE = "job";

  /** As long as the output that an event carries, in characters. */
  public static final int MOST_OUTPUT = 16 << 10;

  private static final int MOST_NAME = 200;
  private static final int MOST_WORD = 100;
  private static final int MOST_MESSAGE = 2_000;

  private JobFile() {}

  /**
   * The records of a spool file that tells of this job.
   *
   * @param repository its name, or its absolute path
   */
  public static List<SpoolRecord> records(String repository, Job job) {
    List<SpoolRecord> records = new ArrayList<>();
    records.add(SpoolRecord.of(SpoolFile.SOURCE, SOURCE));
    records.add(SpoolRecord.of(SpoolFile.REPOSITORY, repository));
    records.add(SpoolRecord.of("event", job.type().wireName()));
    records.add(SpoolRecord.of("job", job.job()));
    records.add(SpoolRecord.of("run", job.run()));
    add(records, "started-at", job.startedAt());
    add(records, "stopped-at", job.stoppedAt());
    add(records, "exit-code", job.exitCode());
    add(records, "termination-reason", job.terminationReason());
    add(records, "termination-message", job.terminationMessage());
    add(records, "output", job.output());
    if (job.outputTruncated()) {
      records.add(SpoolRecord.of("output-truncated", "true"));
    }
    records.add(SpoolRecord.of("details", job.details()));
    return records;
  }

  private static void add(List<SpoolRecord> records, String key, @Nullable Object value) {
    if (value != null) {
      records.add(SpoolRecord.of(key, value.toString()));
    }
  }

  /** Why intake would not take a file that tells of this job; empty when it would. */
  public static Optional<String> objection(Job job) {
    try {
      read(new SpoolFile("", Instant.EPOCH, new SpoolOwner(0, ""), records("", job)));
      return Optional.empty();
    } catch (MalformedSpoolFileException e) {
      return Optional.of(e.reason());
    }
  }

  /**
   * The job that a spool file tells of; its details as in the file.
   *
   * @throws MalformedSpoolFileException when it tells of none
   */
  static Job read(SpoolFile file) throws MalformedSpoolFileException {
    String output = file.text("output").orElse(null);
    boolean cut = output != null && output.length() > MOST_OUTPUT;
    return new Job(
        type(file.required("event")),
        name(file, "job"),
        name(file, "run"),
        instant(file, "started-at"),
        instant(file, "stopped-at"),
        exitCode(file),
        text(file, "termination-reason", MOST_WORD),
        text(file, "termination-message", MOST_MESSAGE),
        output == null || !cut ? output : output.substring(output.length() - MOST_OUTPUT),
        cut || file.text("output-truncated").isPresent(),
        details(file));
  }

  private static EventType type(String word) throws MalformedSpoolFileException {
    return EventType.named(word)
        .filter(each -> word.startsWith("job."))
        .orElseThrow(() -> new MalformedSpoolFileException("there is no event '" + word + "'"));
  }

  private static String name(SpoolFile file, String key) throws MalformedSpoolFileException {
    String name = file.required(key);
    if (name.isBlank() || name.length() > MOST_NAME || name.chars().anyMatch(c -> c < ' ')) {
      throw new MalformedSpoolFileException(
          "its '%s' is empty, longer than %d characters, or no single line"
              .formatted(key, MOST_NAME));
    }
    return name;
  }

  private static @Nullable String text(SpoolFile file, String key, int most) {
    Optional<String> text = file.text(key);
    return text.map(each -> each.length() > most ? each.substring(0, most) : each).orElse(null);
  }

  private static @Nullable Instant instant(SpoolFile file, String key)
      throws MalformedSpoolFileException {
    Optional<String> text = file.text(key);
    if (text.isEmpty()) {
      return null;
    }
    try {
      Instant instant = Instant.parse(text.get());
      // What no calendar of a receiver can hold is no time.
      if (instant.getEpochSecond() >= 0
          && instant.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw new MalformedSpoolFileException("its '" + key + "' is no time: " + text.get());
  }

  private static @Nullable Integer exitCode(SpoolFile file) throws MalformedSpoolFileException {
    Optional<String> text = file.text("exit-code");
    if (text.isEmpty()) {
      return null;
    }
    try {
      // Windows has statuses that take all the digits of an int.
      return Integer.valueOf(text.get());
    } catch (NumberFormatException e) {
      throw new MalformedSpoolFileException("its 'exit-code' is no number: " + text.get());
    }
  }

  private static String details(SpoolFile file) throws MalformedSpoolFileException {
    Optional<byte[]> json = file.bytes("details");
    try {
      return json.isEmpty() ? Job.NO_DETAILS : Details.text(Details.parse(json.get()));
    } catch (Details.WrongException e) {
      throw new MalformedSpoolFileException("its 'details' are " + e.getMessage());
    }
  }
}
