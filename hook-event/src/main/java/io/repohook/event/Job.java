package io.repohook.event;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job began or ended.
 *
 * @param type one of the {@code job.} types
 * @param job the job's name, unique in its repository
 * @param run tells one run of the job from the others
 * @param startedAt null when that is not known
 * @param stoppedAt null while it runs, and when that is not known
 * @param exitCode null when it did not exit by itself, or nobody saw its status
 * @param terminationReason a word for what ended it, such as {@code signal} or {@code timeout};
 *     null when it ended by itself
 * @param terminationMessage the same in words, null when there is nothing to say
 * @param output the end of what it printed, without secrets; null when nothing was seen of it
 * @param outputTruncated whether it printed more than {@code output} holds
 * @param details a JSON object, as text, of whatever the job's owner wants its receivers to know;
 *     whoever makes a job has checked that it is one
 */
public record Job(
    EventType type,
    String job,
    String run,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt,
    @Nullable Integer exitCode,
    @Nullable String terminationReason,
    @Nullable String terminationMessage,
    @Nullable String output,
    boolean outputTruncated,
    String details)
    implements EventData {

  /** What {@link #details} is where nothing was given. */
  public static final String NO_DETAILS = "{}";

  private static final Set<EventType> TYPES =
      EnumSet.of(
          EventType.JOB_STARTED,
          EventType.JOB_SUCCEEDED,
          EventType.JOB_FAILED,
          EventType.JOB_SKIPPED);

  public Job {
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(type + " does not tell of a job");
    }
  }

  /** How it stands: {@code started}, {@code succeeded}, {@code failed} or {@code skipped}. */
  public String status() {
    return type.wireName().substring("job.".length());
  }

  @Override
  public String subject() {
    return job;
  }
}
