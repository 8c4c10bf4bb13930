package io.repohook.job.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param status as a shell tells it: 128 and the signal's number for a command that a signal ended,
 *     127 for one that is not there, 126 for one that cannot be run
 * @param exitCode the status, null when it did not exit by itself
 * @param reason {@code signal}, {@code timeout} or {@code not_started}; null when it exited by
 *     itself
 * @param message the reason in words; null where there is none
 * @param output the last lines of what it printed, without secrets
 * @param outputTruncated whether it printed more
 * @param outputLost why some of what it printed could not be handed on; null when all was
 */
public record Ended(
    Instant startedAt,
    Instant stoppedAt,
    int status,
    @Nullable Integer exitCode,
    @Nullable String reason,
    @Nullable String message,
    String output,
    boolean outputTruncated,
    @Nullable String outputLost) {}
