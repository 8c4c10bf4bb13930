package io.repohook.outbox;

import java.time.Instant;

/**
 * An event in history.
 *
 * @param type its name, such as {@code git.push}
 * @param subject what it is about: a ref, a path, an alias
 * @param body the event in the native format
 */
@SuppressWarnings("ArrayRecordComponent") // Read to be shown, never compared.
public record RecordedEvent(
    String id,
    String type,
    String repository,
    String subject,
    Instant happenedAt,
    Instant recordedAt,
    byte[] body) {}
