package io.repohook.channel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a delivery and what came of it.
 *
 * @param status the status code that the other end answered, null when it did not answer
 * @param detail what the other end said, or why it could not be reached: a line or a short excerpt
 *     for a person to read, without secrets; may be empty
 */
public record Attempt(
    Instant startedAt, Duration took, Outcome outcome, @Nullable Integer status, String detail) {}
