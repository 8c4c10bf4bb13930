package io.repohook.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt in history.
 *
 * @param number counts from 1
 * @param outcome {@code delivered}, {@code retry} or {@code failed}
 * @param status what the other end answered, null when it did not answer
 */
public record RecordedAttempt(
    int number,
    Instant startedAt,
    Duration took,
    String outcome,
    String reason,
    @Nullable Integer status,
    String detail) {}
